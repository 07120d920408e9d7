import SMTPSession

/// The link to a client, as far as an answer gave it faults: a driver asks it how to perform.
///
///     let heard = link.admit(octets.count)          // so many of the client's octets come through
///     if link.carriesReplies { send(reply); link.noteReply() }
///     if link.isCut { … }                           // close, without a word
///
/// It does nothing itself, and has no time: a driver without one, such as the prompt's, leaves out what is
/// about time.
public struct Link: Hashable, Sendable, Codable {
    /// What it is like now.
    public private(set) var conditions = LinkConditions()
    /// Whether the server can say nothing more, but hears.
    public private(set) var isHalfClosed = false
    /// Whether nothing comes through any more.
    public private(set) var isCut = false
    /// How many octets of the client still come through; nil for all.
    public private(set) var rest: UInt64?
    /// Whether something happens after the next reply.
    private var awaitsReply = false

    /// A link with faults from the beginning.
    public init(_ conditions: LinkConditions = LinkConditions()) { change(to: conditions) }

    /// Takes what an answer says; what is closed already stays so.
    public mutating func change(to conditions: LinkConditions) {
        self.conditions = conditions
        rest = conditions.cut
        awaitsReply = conditions.isHalfClosed || conditions.cut == 0
    }

    /// Whether what the server says reaches the client.
    public var carriesReplies: Bool { !isHalfClosed && !isCut }

    /// Takes note that a reply is sent.
    public mutating func noteReply() {
        guard awaitsReply else { return }
        awaitsReply = false
        if conditions.isHalfClosed { isHalfClosed = true }
        if rest == 0 { isCut = true }
    }

    /// How many of so many octets of the client come through.
    public mutating func admit(_ count: Int) -> Int {
        guard !isCut else { return 0 }
        guard let rest else { return count }
        let heard = min(UInt64(count), rest)
        self.rest = rest - heard
        if rest == heard { isCut = true }
        return Int(heard)
    }
}

// The time that octets take, for drivers that have one.

extension Link {
    /// Octets to write at once, at most; nil if there is no limit.
    public var portion: Int? {
        guard let pieces = conditions.pieces else { return readPortion }
        return min(Int(pieces), readPortion ?? .max)
    }

    /// Octets to read at once, at most; nil if there is no limit.
    public var readPortion: Int? {
        // Twenty times a second is often enough for a client to see that octets trickle.
        conditions.rate.map { max(1, Int($0) / 20) }
    }

    /// Milliseconds to wait after so many octets of the server.
    public func pause(afterSending count: Int) -> UInt64 {
        max(conditions.pause ?? 0, pause(afterReading: count))
    }

    /// Milliseconds to wait after so many octets of the client.
    public func pause(afterReading count: Int) -> UInt64 {
        guard let rate = conditions.rate else { return 0 }
        return (UInt64(count) * 1_000 + UInt64(rate) - 1) / UInt64(rate)
    }
}

extension Link {
    /// What there is to say where a reply does not reach the client.
    public static func unsent(_ reply: Reply) -> Note {
        Note(.linkFault, detail: "the reply \(reply.code) does not reach the client")
    }

    /// What there is to say where the link is cut.
    public static let cut = Note(.linkFault, detail: "the link is cut")
    /// What there is to say where the server's side is closed.
    public static let halfClosed = Note(.linkFault, detail: "the server's side is closed")

    /// Whether a note says that a handshake does not happen.
    package static func isAboutHandshake(_ note: Note) -> Bool {
        note.rule == .linkFault
            && LinkConditions.Handshake.allCases.contains { Link.note($0) == note }
    }

    /// What there is to say where a handshake does not happen.
    public static func note(_ handshake: LinkConditions.Handshake) -> Note {
        Note(.linkFault, detail: "the handshake \(handshake.rawValue)")
    }
}
