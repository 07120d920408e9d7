/// The two ends of a TCP connection, whichever sent a segment.
struct ConnectionEnds: Hashable {
    /// One end.
    let first: Endpoint
    /// The other one.
    let second: Endpoint

    /// The ends between which a segment went.
    init(_ segment: TCPSegment) {
        let isInOrder = segment.source.sortKey < segment.destination.sortKey
        first = isInOrder ? segment.source : segment.destination
        second = isInOrder ? segment.destination : segment.source
    }
}

extension Endpoint {
    /// A number that puts the two ends of a connection in an order.
    fileprivate var sortKey: (UInt16, UInt64, UInt64) { (port, address.high, address.low) }
}

/// A TCP connection of a capture, and what it says.
struct CapturedConnection {
    /// The packet that it began with, and the last one.
    let firstPacket: Int
    private(set) var lastPacket: Int
    /// Whether its conversation was handed on.
    private(set) var wasHandedOn = false
    /// What it is.
    private(set) var pair: StreamPair
    /// The ports of its ends.
    let ports: [Int]
    private var tcp = TCPConnection()

    /// A connection that a packet begins.
    init(_ ends: ConnectionEnds, packet: Int) {
        firstPacket = packet
        lastPacket = packet
        ports = [Int(ends.first.port), Int(ends.second.port)]
        pair = StreamPair(
            [ends.first, ends.second].map {
                StreamPair.End(address: $0.address.description, port: Int($0.port))
            }, line: packet)
    }

    /// How many octets it keeps, roughly.
    var size: Int { wasHandedOn ? 64 : pair.size + tcp.size }

    /// Whether a segment begins another connection between the same ends.
    func isNew(_ segment: TCPSegment, from side: Int) -> Bool { tcp.isNew(segment, from: side) }

    /// Takes a segment that an end sent.
    mutating func take(_ segment: TCPSegment, from side: Int) {
        lastPacket = segment.packet
        guard !wasHandedOn else { return }
        if case .other = pair.state { tcp.ignore() }
        let events = tcp.take(segment, from: side)
        pair.opener = tcp.opener
        for event in events { tell(event) }
    }

    /// The conversation, once both ends have ended it.
    mutating func takeWhole() -> RecordedConversation? {
        guard tcp.isOver, !wasHandedOn else { return nil }
        return finish()
    }

    /// The conversation, whether it is over or not.
    mutating func finish() -> RecordedConversation? {
        for event in tcp.finish() { tell(event) }
        wasHandedOn = true
        var conversation = pair.finish()
        if tcp.strays > 0 {
            conversation?.warnings.append(
                RecordingWarning(
                    "\(tcp.strays) segments were left out: their numbers lie far outside of the "
                        + "connection."))
        }
        pair.forget()
        return conversation
    }

    private mutating func tell(_ event: TCPConnection.Event) {
        switch event.kind {
        case .octets(let octets, let isPushed):
            let portion = StreamPortion(octets: octets, line: event.packet, isPushed: isPushed)
            pair.take(.octets(portion), from: event.side)
        case .gap(let count, let reason):
            pair.take(.gap(count, reason: reason.text, line: event.packet), from: event.side)
        case .end: pair.take(.end(line: event.packet, byReset: false), from: event.side)
        case .reset: pair.take(.end(line: event.packet, byReset: true), from: event.side)
        }
    }
}

extension TCPConnection.GapReason {
    /// The reason, as the end of a sentence.
    fileprivate var text: String {
        switch self {
        case .notCaptured: "they were not captured"
        case .cutOff: "the capture cut the packet short (snap length)"
        }
    }
}
