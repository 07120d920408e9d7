import SMTPGrammar

/// The two ends of a stream, as long as it is not known which of them is the server, and after that.
///
/// The server is who sends a greeting; or who is sent a command; or, where neither was recorded, who has
/// the port of a mail server, or did not open the connection.
struct StreamPair {
    /// What the two ends are called: for a capture, address and port.
    struct End {
        /// The address, if known.
        var address: String?
        /// The port, if known.
        var port: Int?
    }

    /// What becomes of the stream.
    enum State {
        /// Nothing is known yet: what happened so far waits.
        case unknown
        /// It is SMTP, and an end is the server.
        case mail(StreamConversation, server: Int)
        /// It is something else.
        case other(Other)
    }

    /// What a stream is that is not read.
    enum Other: Hashable {
        /// Encrypted from its first octet.
        case encrypted
        /// Another protocol.
        case foreign
        /// Nobody said anything.
        case silent
    }

    private(set) var state = State.unknown
    /// The end that opened the connection, if known.
    var opener: Int?
    /// The line or packet that it began with.
    let line: Int
    private let ends: [End]
    private var waiting: [Waiting] = []
    private var starts: [[UInt8]] = [[], []]
    private var waitingOctets = 0

    /// What happened.
    enum Happening {
        /// An end sent octets.
        case octets(StreamPortion)
        /// So many octets are missing.
        case gap(Int, reason: String, line: Int)
        /// An end sends no more.
        case end(line: Int, byReset: Bool)
    }

    private struct Waiting {
        var happening: Happening
        var side: Int
    }

    /// How many octets are looked at before a stream is given up.
    private static let mostWaiting = 65_536
    private static let lookedAt = 512

    /// A stream between two ends that begins at a line or packet.
    init(_ ends: [End], line: Int) {
        self.ends = ends
        self.line = line
    }

    /// Whether the server said goodbye: what follows is another conversation.
    var isOver: Bool {
        guard case .mail(let conversation, _) = state else { return false }
        return conversation.isOver
    }

    /// How many octets it keeps, roughly.
    var size: Int {
        switch state {
        case .unknown: waitingOctets + 512
        case .mail(let conversation, _): conversation.size
        case .other: 0
        }
    }

    /// Takes what an end did.
    mutating func take(_ happening: Happening, from side: Int) {
        switch state {
        case .other: return
        case .mail(var conversation, let server):
            state = .unknown
            StreamPair.tell(&conversation, happening, side == server ? .server : .client)
            state = .mail(conversation, server: server)
        case .unknown:
            wait(happening, side)
            decide(isOver: waitingOctets > StreamPair.mostWaiting || waiting.count > 1_024)
        }
    }

    /// The conversation, if it is one: nothing more comes.
    mutating func finish() -> RecordedConversation? {
        if case .unknown = state { decide(isOver: true) }
        guard case .mail(var conversation, let server) = state else { return nil }
        state = .mail(conversation, server: server)
        return conversation.finish()
    }

    /// Drops the conversation, which was handed on.
    mutating func forget() {
        if case .mail = state { state = .other(.silent) }
        waiting = []
        starts = [[], []]
    }

    private mutating func wait(_ happening: Happening, _ side: Int) {
        waiting.append(Waiting(happening: happening, side: side))
        guard case .octets(let portion) = happening else { return }
        waitingOctets += portion.octets.count
        let room = StreamPair.lookedAt - starts[side].count
        starts[side] += portion.octets.prefix(max(0, room))
    }

    private mutating func decide(isOver: Bool) {
        let evidence = StreamEvidence(starts, ends.map(\.port), opener: opener)
        switch evidence.verdict(isOver: isOver) {
        case nil: break
        case .other(let other):
            state = .other(other)
            waiting = []
        case .server(let server): begin(server)
        }
    }

    private mutating func begin(_ server: Int) {
        let end = ends[1 - server]
        let label = end.address.map { address in
            end.port.map { "\(address):\($0)" } ?? address
        }
        var conversation = StreamConversation(label: label, from: end.address, line: line)
        if opener == nil, beginsWithText(client: 1 - server) {
            conversation.beginInsideText(line: line)
        }
        for past in waiting {
            StreamPair.tell(
                &conversation, past.happening, past.side == server ? .server : .client)
        }
        waiting = []
        waitingOctets = 0
        state = .mail(conversation, server: server)
    }

    /// Whether a client's first octets, before any of the server, are no command.
    private func beginsWithText(client: Int) -> Bool {
        let first = waiting.first { past in
            if case .octets = past.happening { true } else { false }
        }
        return first?.side == client && !StreamEvidence.isCommand(starts[client])
    }

    private static func tell(
        _ conversation: inout StreamConversation, _ happening: Happening, _ side: RecordedSide
    ) {
        switch happening {
        case .octets(let portion): conversation.take(portion, from: side)
        case .gap(let count, let reason, let line):
            conversation.gap(count, of: side, line: line, because: reason)
        case .end(let line, let byReset): conversation.end(side, line: line, byReset: byReset)
        }
    }
}
