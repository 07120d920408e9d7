import SMTPDriver
import SMTPExport
import SMTPScript
import SMTPSession

extension PlayedConversation {
    /// The session, without what was undone, as a client could repeat it.
    package init(_ simulator: Simulator, source: String = "") {
        self.init(source: source)
        for step in simulator.steps {
            for event in step.events { add(event) }
        }
    }

    private mutating func add(_ event: Event) {
        switch event {
        case .connected: turns.append(.connected)
        case .sent(let write):
            let played = PlayedWrite(write)
            if !played.parts.isEmpty { turns.append(.sent(played)) }
        case .reply(let reply): turns += PlayedReply.list(reply).map(PlayedTurn.reply)
        case .secured: turns.append(.secured)
        case .closedByServer: turns.append(.closed(byClient: false))
        case .closedByClient: turns.append(.closed(byClient: true))
        case .read, .fault, .substituted, .decided, .asking, .note, .transition, .message,
            .startTLS,
            .shutdown,
            .waited:
            return
        }
    }
}

extension PlayedWrite {
    /// A write, with its secrets as parts of their own.
    init(_ write: ClientWrite) { self.init(write.parts.flatMap(Part.parts)) }
}

extension PlayedReply {
    fileprivate static func list(_ reply: Reply) -> [PlayedReply] {
        ReceivedReply.list(reply).map { PlayedReply($0.lines) }
    }

    private init(_ lines: [String]) {
        let code = lines.last.flatMap { Int($0.prefix(3)) }
        self.init(code: code.flatMap { (200...599).contains($0) ? $0 : nil }, lines: lines)
    }
}

extension PlayedWrite.Part {
    /// A part of a write, cut where its secret begins and ends.
    fileprivate static func parts(_ part: ClientWrite.Part) -> [PlayedWrite.Part] {
        let reading = part.reading
        let kind = kind(reading.kind)
        let whole = part.range
        guard let secret = reading.secret,
            case let range = secret.range.clamped(to: whole), !range.isEmpty
        else { return [PlayedWrite.Part(kind, Array(part.octets))] }
        let isFragment = range != secret.range || reading.isPartial
        let octets = Array(reading.octets[range])
        let harmless = HarmlessCredentials.harmless(octets, secret, isFragment: isFragment)
        let pieces = [
            PlayedWrite.Part(kind, Array(reading.octets[whole.lowerBound..<range.lowerBound])),
            PlayedWrite.Part(kind, octets, harmless: harmless, mechanism: secret.mechanism),
            PlayedWrite.Part(kind, Array(reading.octets[range.upperBound..<whole.upperBound])),
        ]
        return pieces.filter { !$0.octets.isEmpty }
    }

    private static func kind(_ kind: Reading.Kind) -> Kind {
        switch kind {
        case .command: .command
        case .response: .response
        case .text: .text
        case .chunk: .chunk
        case .dropped: .dropped
        }
    }
}
