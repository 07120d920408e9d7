import Glibc

/// Messages through `smtpsim stdio`, trace off, beside `wc -l` on the same file.
struct PipeRows {
    let smtpsim: String

    func rows() -> [Row] {
        [
            row("2 KB", octets: 2_048, count: 100_000, budget: 2.5),
            row("1 MB", octets: 1 << 20, count: 300, budget: 2),
            row("10 MB", octets: 10 << 20, count: 30, budget: 2),
        ]
    }

    private func row(_ what: String, octets: Int, count: Int, budget: Double) -> Row {
        let path = "/tmp/smtpsim-benchmark-\(getpid())"
        write(message(octets), count: count, to: path)
        defer { unlink(path) }
        let command = [smtpsim, "stdio", "--trace", "off", "--init", "none"]
        var isWell = true
        let best = Stopwatch.shortest(
            rounds: 12, { isWell = run(command, on: path) && isWell },
            beside: { isWell = run(["wc", "-l"], on: path) && isWell })
        let ratio = best.work / best.floor
        let each = { (seconds: Double) in Row.number(seconds / Double(count) * 1e6, 2) + " µs" }
        return Row(
            what: "a \(what) message through stdio", measured: each(best.work),
            floor: "wc -l " + each(best.floor), ratio: ratio,
            budget: "≤ \(Row.number(budget, 1)) × its time", isKept: isWell ? ratio <= budget : nil)
    }

    private func run(_ command: [String], on path: String) -> Bool {
        let input = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(input) }
        return Child(command, input: input)?.wait() ?? false
    }

    private func message(_ octets: Int) -> [UInt8] {
        var text = Array("Subject: a benchmark\r\nFrom: ann@client.example\r\n\r\n".utf8)
        var number = 0
        while text.count < octets {
            text += Array(repeating: UInt8(ascii: "x"), count: 60 + number % 17) + [13, 10]
            number += 1
        }
        return text
    }

    private func write(_ message: [UInt8], count: Int, to path: String) {
        guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
        defer { fclose(file) }
        let envelope = "MAIL FROM:<ann@client.example>\r\nRCPT TO:<bob@sim.example>\r\nDATA\r\n"
        fputs("EHLO client.example\r\n", file)
        for _ in 0..<count {
            fputs(envelope, file)
            fwrite(message, 1, message.count, file)
            fputs(".\r\n", file)
        }
        fputs("QUIT\r\n", file)
    }
}
