import MailHogMachine
import SMTPSession

/// A message of 10 MB through the other machine, whose original takes quadratic time.
enum MailHogRow {
    private static let size = 10 << 20

    static func row() throws -> Row {
        let line = [UInt8](repeating: 0x78, count: 70) + [13, 10]
        var text: [UInt8] = []
        text.reserveCapacity(size + line.count)
        while text.count < size { text += line }
        text += [46, 13, 10]
        let opening = Array("HELO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n".utf8)
        var machine = MailHogMachine(MailHogConfiguration())
        var outputs: [Output] = []
        try machine.receive(.connected(Peer()), into: &outputs)
        try machine.receive(.bytes(opening), into: &outputs)
        let ready = machine
        let best = Stopwatch.shortest(
            rounds: 10,
            {
                var machine = ready
                outputs.removeAll(keepingCapacity: true)
                try? machine.receive(.bytes(text), into: &outputs)
                precondition(!outputs.isEmpty)
            }, beside: {})
        let speed = Double(text.count) / best.work / 1e6
        return Row(
            what: "a 10 MB message through MailHogMachine",
            measured: Row.number(speed, 0) + " MB/s", budget: "≥ 500 MB/s", isKept: speed >= 500)
    }
}
