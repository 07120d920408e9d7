import SMTPDriver
import SMTPScript
import SMTPSession
import SMTPSimulator

/// A dialogue with marks that is typed or pasted at the prompt, line by line.
///
///     C: EHLO client.example
///     S: 250-mx.example
///     S: 250 8BITMIME
///
/// The client's lines are sent, the server's compared with what the server said since.
struct MarkedDialogue: Sendable {
    /// Whether the last line of the client or the person had a mark.
    ///
    /// Only then are marks understood in message text: what is typed there is content.
    private(set) var isUnderWay = false
    /// What the server did that no line has expected yet.
    private var heard: [Heard] = []
    private var collector = ReplyCollector()
    private var captures: [String: String] = [:]
    /// Whether lines of the client came last: consecutive ones are expected together.
    private var isSending = false

    /// Something that the server did.
    enum Heard: Sendable {
        case reply(ReceivedReply)
        case event(ServerEvent)

        var words: String {
            switch self {
            case .reply(let reply): reply.lines.first ?? ""
            case .event(let event): "S. \(event.rawValue)"
            }
        }
    }

    /// Where a dialogue and the server differ.
    struct Difference: Sendable {
        /// The line of the dialogue.
        var line: String
        var expected: String
        /// What came instead; nil for nothing.
        var came: String?
        /// Where in the line, and how; nil for what is no reply.
        var mismatch: Mismatch?
    }

    /// More than this nobody expects.
    private static let mostHeard = 1_000

    /// Hears what the server did in a step.
    mutating func hear(_ step: Step) {
        var reading: Reading?
        for event in step.events {
            if case .read(let read) = event { reading = read }
            if case .reply(let reply) = event {
                let lines = reading?.masked(reply.lines) ?? reply.lines
                heard += MarkedDialogue.replies(lines).map(Heard.reply)
            }
            if case .startTLS = event { heard.append(.event(.tls)) }
            if case .closedByServer = event { heard.append(.event(.close)) }
        }
        if heard.count > MarkedDialogue.mostHeard { heard.removeFirst(heard.count / 2) }
    }

    /// The replies in lines; the character after a code shows whether a reply goes on.
    private static func replies(_ lines: [String]) -> [ReceivedReply] {
        var replies: [ReceivedReply] = []
        var rest = lines[...]
        while !rest.isEmpty {
            let last = rest.firstIndex { $0.utf8.dropFirst(3).first != UInt8(ascii: "-") }
            let end = last ?? rest.index(before: rest.endIndex)
            replies.append(ReceivedReply(lines: Array(rest[...end])))
            rest = rest[(end + 1)...]
        }
        return replies
    }
}

extension MarkedDialogue {
    /// The client, or the person, is about to say something without a mark.
    mutating func goOnUnmarked() {
        isUnderWay = false
        isSending = false
        heard = []
        collector = ReplyCollector()
    }

    /// The client, or the person, is about to say something with a mark; gives what was expected
    /// before that and did not come.
    mutating func goOnMarked() -> [Difference] {
        let differences = collector.finish().flatMap { compare($0) }
        isUnderWay = true
        if !isSending { heard = [] }
        isSending = true
        return differences.map { [$0] } ?? []
    }

    /// Takes an `S` line; gives where the server differs from the replies that end with it.
    mutating func expect(_ line: ScriptLine) -> [Difference] {
        isUnderWay = true
        isSending = false
        if case .serverEvent(let event) = line.kind { return expect(event, line.text) }
        return collector.take(line).compactMap { compare($0) }
    }

    private mutating func expect(_ event: ServerEvent, _ line: String) -> [Difference] {
        let late = collector.finish().flatMap { compare($0) }.map { [$0] } ?? []
        switch (event, heard.first) {
        case (.silence, nil): return late
        case (_, .event(let came)) where came == event:
            heard.removeFirst()
            return late
        case (_, let came):
            return late + [Difference(line: line, expected: event.rawValue, came: came?.words)]
        }
    }

    private mutating func compare(_ expected: ReplyCollector.Expected) -> Difference? {
        let expectation = expected.expectation
        guard case .reply(let reply) = heard.first else {
            guard !expectation.mayBeAbsent else { return nil }
            return difference(expectation.noReply, expected, heard.first?.words)
        }
        let result = expectation.match(reply, captures: &captures)
        if case .mismatched = result, expectation.mayBeAbsent { return nil }
        heard.removeFirst()
        guard case .mismatched(let mismatch) = result else { return nil }
        return difference(mismatch, expected, reply.lines.first)
    }

    private func difference(
        _ mismatch: Mismatch, _ expected: ReplyCollector.Expected, _ came: String?
    ) -> Difference {
        let line = expected.text(ofLine: mismatch.line)
        return Difference(
            line: line, expected: mismatch.expected.isEmpty ? line : mismatch.expected,
            came: mismatch.received ?? came, mismatch: mismatch)
    }
}
