// Puts the segments of a TCP connection in the order in which their octets were sent.
//
// A segment is handed on when the octets before it were, and when those were too that its sender had seen:
// what it acknowledges. So a reply that the capture has too late still comes before the command that
// answers it. A hole is given up when its receiver has confirmed it and some packets have passed, when too
// much waits after it, or when the connection ends: then it is a gap, and the stream goes on after it.

/// A TCP connection, whose segments come in as they were captured.
struct TCPConnection {
    /// Something that the connection carried, in order.
    struct Event {
        /// The end that sent it: 0 or 1.
        var side: Int
        /// The packet that brought it.
        var packet: Int
        /// What it is.
        var kind: Kind

        /// What can happen in a stream.
        enum Kind {
            /// Octets, and whether their sender had no more to send at that moment.
            case octets(ArraySlice<UInt8>, isPushed: Bool)
            /// So many octets are missing, for a reason.
            case gap(Int, GapReason)
            /// The side sends nothing more.
            case end
            /// The side broke the connection off.
            case reset
        }
    }

    /// Why octets are missing.
    enum GapReason {
        /// Their packet was not captured.
        case notCaptured
        /// The capture cut the packet short.
        case cutOff
    }

    /// The end that opened the connection; nil if that was not captured.
    private(set) var opener: Int?
    /// Whether it is over: what comes now belongs to no conversation.
    private(set) var isOver = false
    /// What was not used, because its number lies far outside of the stream.
    private(set) var strays = 0

    private var directions = [TCPDirection(), TCPDirection()]
    private var held: [Held] = []
    private var heldOctets = 0
    private var arrivals = 0

    /// A segment that waits.
    private struct Held {
        var segment: TCPSegment
        var side: Int
        var arrival: Int
        /// Where the first octet is, without the number that SYN takes.
        var start: UInt32
    }

    /// How many packets may pass before a hole that its receiver confirmed is given up.
    static let patience = 16
    /// How many segments may wait.
    static let mostHeld = 1_024
    /// How many octets may wait.
    static let mostHeldOctets = 4 << 20

    /// Takes a segment that one end sent; what can be handed on then.
    mutating func take(_ segment: TCPSegment, from side: Int) -> [Event] {
        guard !isOver else { return [] }
        arrivals += 1
        begin(segment, from: side)
        if let number = segment.acknowledgement { directions[1 - side].acknowledge(number) }
        var events: [Event] = []
        if segment.flags.contains(.rst) {
            events = finish()
            events.append(Event(side: side, packet: segment.packet, kind: .reset))
            isOver = true
            return events
        }
        hold(segment, from: side)
        // What waited before can be handed on only after this one.
        if let last = held.last, isReady(last) { drain(into: &events) }
        while mustGiveUp, giveUp(into: &events) { drain(into: &events) }
        return events
    }

    /// Hands on all that waits: nothing more comes.
    mutating func finish() -> [Event] {
        var events: [Event] = []
        drain(into: &events)
        while giveUp(into: &events) { drain(into: &events) }
        isOver = true
        return events
    }

    /// How many octets wait, roughly.
    var size: Int { heldOctets + 128 * held.count + 256 }

    /// Stops keeping anything: nobody wants what it carries.
    mutating func ignore() {
        held = []
        heldOctets = 0
        isOver = true
    }

    /// Whether a segment opens another connection between the same ends.
    ///
    /// The same SYN again is a retransmission, or was captured twice.
    func isNew(_ segment: TCPSegment, from side: Int) -> Bool {
        guard segment.flags.contains(.syn) else { return false }
        let isSame = directions[side].first == segment.sequence &+ 1
        return !isSame && (isOver || !segment.flags.contains(.ack))
    }

    // MARK: - Segments that come

    private mutating func begin(_ segment: TCPSegment, from side: Int) {
        let isOpening = segment.flags.contains(.syn)
        if isOpening, opener == nil {
            opener = segment.flags.contains(.ack) ? 1 - side : side
        }
        directions[side].begin(at: isOpening ? segment.sequence &+ 1 : segment.sequence)
        if let number = segment.acknowledgement { directions[1 - side].begin(at: number) }
    }

    private mutating func hold(_ segment: TCPSegment, from side: Int) {
        let start =
            segment.flags.contains(.syn) ? segment.sequence &+ 1 : segment.sequence
        let isEnd = segment.flags.contains(.fin)
        let length = segment.payload.count + segment.cutOff
        guard length > 0 || isEnd else { return }
        let distance = directions[side].distance(to: start)
        // What was handed on already comes again: a retransmission, or a probe that keeps the
        // connection alive.
        if distance + length < (isEnd ? 0 : 1) { return }
        guard distance < 1 << 30 else {
            strays += 1
            return
        }
        held.append(Held(segment: segment, side: side, arrival: arrivals, start: start))
        heldOctets += segment.payload.count
    }

    // MARK: - What can be handed on

    private mutating func drain(into events: inout [Event]) {
        while let index = held.firstIndex(where: isReady) {
            let ready = held.remove(at: index)
            heldOctets -= ready.segment.payload.count
            deliver(ready, into: &events)
        }
    }

    private func isReady(_ held: Held) -> Bool {
        directions[held.side].distance(to: held.start) <= 0 && hasSeenAll(held)
    }

    /// Whether everything was handed on that the sender of a segment had received.
    private func hasSeenAll(_ held: Held) -> Bool {
        guard let number = held.segment.acknowledgement else { return true }
        return directions[1 - held.side].distance(to: number) <= 0
    }

    private mutating func deliver(_ held: Held, into events: inout [Event]) {
        let segment = held.segment
        let side = held.side
        guard !directions[side].hasEnded else { return }
        func event(_ kind: Event.Kind) -> Event {
            Event(side: side, packet: segment.packet, kind: kind)
        }
        let known = max(0, -directions[side].distance(to: held.start))
        let fresh = segment.payload.dropFirst(known)
        let cutOff = segment.cutOff - max(0, known - segment.payload.count)
        if !fresh.isEmpty {
            let isPushed = segment.flags.contains(.psh) && segment.cutOff == 0
            events.append(event(.octets(fresh, isPushed: isPushed)))
        }
        if cutOff > 0 { events.append(event(.gap(cutOff, .cutOff))) }
        directions[side].advance(by: fresh.count + max(0, cutOff))
        guard segment.flags.contains(.fin) else { return }
        directions[side].advance(by: 1)
        directions[side].hasEnded = true
        events.append(event(.end))
        if directions[1 - side].hasEnded { isOver = true }
    }

    // MARK: - Holes

    /// Whether the hole before the segment that waits longest is to be given up now.
    private var mustGiveUp: Bool {
        guard let oldest = held.first else { return false }
        if held.count > TCPConnection.mostHeld || heldOctets > TCPConnection.mostHeldOctets {
            return true
        }
        guard arrivals - oldest.arrival >= TCPConnection.patience else { return false }
        guard hasSeenAll(oldest) else { return true }
        guard let confirmed = directions[oldest.side].acknowledged else { return false }
        return directions[oldest.side].distance(to: confirmed) > 0
    }

    /// Goes on after the hole before the segment that waits longest.
    ///
    /// - Returns: whether there was one.
    private mutating func giveUp(into events: inout [Event]) -> Bool {
        guard let oldest = held.first else { return false }
        let isOwn = hasSeenAll(oldest)
        let side = isOwn ? oldest.side : 1 - oldest.side
        var ends = held.filter { $0.side == side }.map(\.start)
        if !isOwn, let number = oldest.segment.acknowledgement { ends.append(number) }
        let missing = ends.map { directions[side].distance(to: $0) }.filter { $0 > 0 }.min()
        // Two segments can wait for each other, if their numbers are made up: then the older goes first.
        guard let missing else {
            held.removeFirst()
            heldOctets -= oldest.segment.payload.count
            deliver(oldest, into: &events)
            return true
        }
        events.append(
            Event(
                side: side, packet: oldest.segment.packet, kind: .gap(missing, .notCaptured)))
        directions[side].advance(by: missing)
        return true
    }
}
