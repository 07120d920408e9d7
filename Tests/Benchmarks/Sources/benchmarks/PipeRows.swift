import Glibc

/// Messages through `smtpsim stdio`, trace off, beside `wc -l` on the same file; by BDAT, whose octets need not
/// be looked at, beside a copy of the file.
struct PipeRows {
    let smtpsim: String

    func rows() -> [Row] {
        [
            row("2 KB", octets: 2_048, count: 100_000, budget: 2.5),
            row("1 MB", octets: 1 << 20, count: 300, budget: 2),
            row("10 MB", octets: 10 << 20, count: 30, budget: 2),
            chunkRow("10 MB", parameter: "", octets: 10 << 20, count: 30),
            chunkRow("binary 10 MB", parameter: " BODY=BINARYMIME", octets: 10 << 20, count: 30),
        ]
    }

    private func row(_ what: String, octets: Int, count: Int, budget: Double) -> Row {
        let text = message(octets)
        return measure(
            "a \(what) message through stdio", count: count, beside: ["wc", "-l"], budget: budget,
            mail: "MAIL FROM:<ann@client.example>",
            data: Array("DATA\r\n".utf8) + text + ".\r\n".utf8)
    }

    private func chunkRow(_ what: String, parameter: String, octets: Int, count: Int) -> Row {
        let text = message(octets)
        return measure(
            "a \(what) message by BDAT", count: count, beside: ["cat"], budget: 1,
            mail: "MAIL FROM:<ann@client.example>\(parameter)",
            data: Array("BDAT \(text.count) LAST\r\n".utf8) + text)
    }

    /// Sends a message so many times, beside a program that reads the same octets.
    private func measure(
        _ what: String, count: Int, beside floor: [String], budget: Double, mail: String,
        data: [UInt8]
    ) -> Row {
        let path = "/tmp/smtpsim-benchmark-\(getpid())"
        write(mail, data, count: count, to: path)
        let copy = path + "-copy"
        defer {
            unlink(path)
            unlink(copy)
        }
        let command = [
            smtpsim, "stdio", "--trace", "off", "--init", "none", "--set", "chunking=on", "--set",
            "binarymime=on",
        ]
        var isWell = true
        let best = Stopwatch.shortest(
            rounds: 12, { isWell = run(command, on: path, into: nil) && isWell },
            beside: {
                isWell = run(floor, on: path, into: floor == ["cat"] ? copy : nil) && isWell
            })
        let ratio = best.work / best.floor
        let each = { (seconds: Double) in Row.number(seconds / Double(count) * 1e6, 2) + " µs" }
        return Row(
            what: what, measured: each(best.work),
            floor: floor.joined(separator: " ") + " " + each(best.floor), ratio: ratio,
            budget: "≤ \(Row.number(budget, 1)) × its time", isKept: isWell ? ratio <= budget : nil)
    }

    private func run(_ command: [String], on path: String, into copy: String?) -> Bool {
        let input = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(input) }
        guard let copy else { return Child(command, input: input)?.wait() ?? false }
        let output = open(copy, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(output) }
        return Child(command, input: input, output: output)?.wait() ?? false
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

    private func write(_ mail: String, _ data: [UInt8], count: Int, to path: String) {
        guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
        defer { fclose(file) }
        fputs("EHLO client.example\r\n", file)
        for _ in 0..<count {
            fputs("\(mail)\r\nRCPT TO:<bob@sim.example>\r\n", file)
            fwrite(data, 1, data.count, file)
        }
        fputs("QUIT\r\n", file)
    }
}
