import Glibc
import SMTPSession

/// Text that comes by BDAT, through the machine: binary text, which is only counted, beside a copy of the same
/// octets in memory; other text, which is looked at as that of DATA is, beside one call of memchr for every LF.
enum ChunkRows {
    private static let size = 10 << 20
    private static let portion = 131_072

    static func rows() -> [Row] { [text(), binary()] }

    private static func text() -> Row {
        let best = measure("8BITMIME") { portions in
            portions.reduce(0) { $0 + ContentRows.countLines($1) }
        }
        let ratio = best.floor / best.work
        return Row(
            what: "content by BDAT, text", measured: speed(best.work),
            floor: "memchr " + speed(best.floor), ratio: ratio, budget: "≥ 0.5 × its speed",
            isKept: ratio >= 0.5)
    }

    private static func binary() -> Row {
        guard let copy = malloc(size) else { fatalError("no memory") }
        defer { free(copy) }
        let best = measure("BINARYMIME") { portions in
            for (index, octets) in portions.enumerated() {
                memcpy(copy + index * portion, octets, portion)
            }
            // Looked at, so that it is made.
            return Int(copy.load(fromByteOffset: size / 2, as: UInt8.self))
        }
        let ratio = best.work / best.floor
        return Row(
            what: "content by BDAT, binary", measured: speed(best.work),
            floor: "memcpy " + speed(best.floor), ratio: ratio, budget: "≤ 1.0 × its time",
            isKept: ratio <= 1)
    }

    private static func measure(
        _ body: String, beside floor: ([[UInt8]]) -> Int
    ) -> (work: Double, floor: Double) {
        let portions = portions()
        var session = greeted()
        var sum = 0
        let best = Stopwatch.shortest(
            rounds: 40, { send(portions, body, to: &session) }, beside: { sum += floor(portions) })
        precondition(sum > 0)
        return best
    }

    private static func speed(_ seconds: Double) -> String {
        Row.number(Double(size) / seconds / 1e9, 1) + " GB/s"
    }

    /// Typical lines of text, as they are read.
    private static func portions() -> [[UInt8]] {
        var text = Array("Subject: a benchmark\r\n\r\n".utf8)
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
