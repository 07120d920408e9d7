import Glibc
import SMTPSession

/// Text that comes by BDAT, through the machine, beside a copy of the same octets in memory.
enum ChunkRows {
    private static let size = 10 << 20
    private static let portion = 131_072

    static func rows() -> [Row] {
        [row("text", "8BITMIME"), row("binary", "BINARYMIME")]
    }

    private static func row(_ what: String, _ body: String) -> Row {
        let portions = portions()
        guard let copy = malloc(size) else { fatalError("no memory") }
        defer { free(copy) }
        var session = greeted()
        let best = Stopwatch.shortest(
            rounds: 40, { send(portions, body, to: &session) },
            beside: {
                for (index, octets) in portions.enumerated() {
                    octets.withUnsafeBytes {
                        _ = memcpy(copy + index * portion, $0.baseAddress, portion)
                    }
                }
            })
        let ratio = best.work / best.floor
        return Row(
            what: "content by BDAT, \(what)", measured: speed(best.work),
            floor: "memcpy " + speed(best.floor), ratio: ratio, budget: "≤ 1.0 × its time",
            isKept: ratio <= 1)
    }

    private static func speed(_ seconds: Double) -> String {
        Row.number(Double(size) / seconds / 1e9, 1) + " GB/s"
    }

    /// Typical lines of text, as they are read.
    private static func portions() -> [[UInt8]] {
        var text: [UInt8] = []
        var number = 0
        while text.count < size {
            text += Array(repeating: UInt8(ascii: "x"), count: 60 + number % 17) + [13, 10]
            number += 1
        }
        return stride(from: 0, to: size, by: portion).map { Array(text[$0..<($0 + portion)]) }
    }

    private static func greeted() -> Session {
        var configuration = Configuration()
        configuration.questions = []
        configuration.extensions.formUnion([.chunking, .binaryMIME])
        var session = Session(configuration)
        receive(.connected(Peer()), &session)
        receive(.bytes(Array("EHLO client.example\r\n".utf8)), &session)
        return session
    }

    private static func send(_ portions: [[UInt8]], _ body: String, to session: inout Session) {
        let envelope = "MAIL FROM:<a@c.example> BODY=\(body)\r\nRCPT TO:<b@d.example>\r\n"
        receive(.bytes(Array("\(envelope)BDAT \(size) LAST\r\n".utf8)), &session)
        for portion in portions { receive(.bytes(portion), &session) }
        precondition(session.phase == .mail)
    }

    private static func receive(_ input: Input, _ session: inout Session) {
        do {
            _ = try session.receive(input)
        } catch {
            fatalError("\(error)")
        }
    }
}
