import Glibc

/// The memory that a very large message takes.
struct MemoryRow {
    let smtpsim: String

    func row() -> Row {
        let input = Pipe()
        let command = [
            smtpsim, "stdio", "--trace", "off", "--init", "none", "--set", "maximum-message-size=0",
        ]
        guard let child = Child(command, input: input.reading) else { fatalError("no \(smtpsim)") }
        close(input.reading)
        send(
            "EHLO c.example\r\nMAIL FROM:<a@c.example>\r\nRCPT TO:<b@d.example>\r\nDATA\r\n", input)
        let line = String(repeating: "x", count: 70) + "\r\n"
        let portion = String(repeating: line, count: 1 << 20 / line.utf8.count)
        for _ in 0..<1_024 { send(portion, input) }
        let peak = child.peakMemory ?? 0
        send(".\r\nQUIT\r\n", input)
        close(input.writing)
        let isWell = child.wait()
        return Row(
            what: "memory for a message of 1 GB", measured: "\(peak / 1_024) MB at most",
            budget: "≤ 64 MB", isKept: isWell ? peak <= 65_536 : nil)
    }

    private func send(_ text: String, _ pipe: Pipe) {
        var octets = Array(text.utf8)[...]
        while !octets.isEmpty {
            let count = octets.withUnsafeBytes { write(pipe.writing, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            octets = octets.dropFirst(count)
        }
    }
}
