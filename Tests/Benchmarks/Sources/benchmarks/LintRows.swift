import Glibc

/// Logs of many conversations through `smtpsim lint` and `smtpsim import`, beside `grep -c` on the same file.
struct LintRows {
    let smtpsim: String

    private static let octets = 200_000_000
    /// MB/s that are asked for.
    private static let least = 200.0

    func rows() -> [Row] {
        rows("with message text", lines: 25) + rows("of commands only", lines: 1)
    }

    private func rows(_ what: String, lines: Int) -> [Row] {
        let path = "/tmp/smtpsim-benchmark-\(getpid()).txt"
        let octets = write(lines: lines, to: path)
        defer { unlink(path) }
        let commands = [
            ["lint", "--fail-on", "never", "--quiet", path], ["import", "--quiet", path],
        ]
        return commands.map { row("\($0[0]) of a log \(what)", [smtpsim] + $0, path, octets) }
    }

    private func row(_ what: String, _ command: [String], _ path: String, _ octets: Int) -> Row {
        var isWell = true
        // Not to /dev/null: there `grep` stops at the first line that it finds.
        let count = Pipe()
        defer { for descriptor in [count.reading, count.writing] { close(descriptor) } }
        let best = Stopwatch.shortest(
            rounds: 3,
            { isWell = run(command, output: nil) && isWell },
            beside: { isWell = run(["grep", "-c", "250", path], output: count.writing) && isWell })
        let speed = { (seconds: Double) in Double(octets) / seconds / 1e6 }
        return Row(
            what: what,
            measured: "\(Row.number(speed(best.work), 0)) MB/s",
            floor: "grep -c \(Row.number(speed(best.floor), 0)) MB/s",
            ratio: best.floor / best.work, budget: "≥ \(Row.number(LintRows.least, 0)) MB/s",
            isKept: isWell ? speed(best.work) >= LintRows.least : nil)
    }

    private func run(_ command: [String], output: Int32?) -> Bool {
        let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(input) }
        return Child(command, input: input, output: output)?.wait() ?? false
    }

    /// Writes conversations as swaks shows them.
    private func write(lines: Int, to path: String) -> Int {
        guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
        defer { fclose(file) }
        let line = " -> A line of a message, with as many words as such lines usually have.\r\n"
        let text = String(repeating: line, count: lines)
        var written = 0
        var number = 0
        while written < LintRows.octets {
            number += 1
            let conversation = LintRows.conversation(number, text)
            fputs(conversation, file)
            written += conversation.utf8.count
        }
        return written
    }

    private static func conversation(_ number: Int, _ text: String) -> String {
        """
        === Trying mx.example:25...
        === Connected to mx.example.
        <-  220 mx.example ESMTP
         -> EHLO client\(number % 977).example
        <-  250-mx.example
        <-  250-PIPELINING
        <-  250-SIZE 10240000
        <-  250-8BITMIME
        <-  250 ENHANCEDSTATUSCODES
         -> MAIL FROM:<user\(number % 5_000)@client\(number % 977).example>
        <-  250 2.1.0 Ok
         -> RCPT TO:<someone\(number % 9_999)@mx.example>
        <-  250 2.1.5 Ok
         -> DATA
        <-  354 End data with <CR><LF>.<CR><LF>
         -> Subject: message \(number)\r
         -> \r
        \(text) -> .
        <-  250 2.0.0 Ok: queued as 4XyZ\(number)
         -> QUIT
        <-  221 2.0.0 Bye
        === Connection closed with remote host.

        """
    }
}
