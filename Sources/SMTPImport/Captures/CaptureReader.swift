// Reads captures of network traffic, without any other program: pcap and pcapng.
//
// file → packets (CaptureFile) → TCP segments (PacketDecoder) → the octets of both ends, in order
// (TCPConnection) → who is the server, and whether it is SMTP (StreamPair) → turns (StreamConversation).

/// Reads the SMTP conversations in a capture, portion by portion, in bounded memory.
struct CaptureReader {
    private var file = CaptureFile()
    private var connections: [ConnectionEnds: CapturedConnection] = [:]
    private var size = 0
    private var tally = CaptureTally()
    private let limits: Limits

    /// What a reader may keep.
    struct Limits {
        /// Connections whose end was not seen.
        var connections = 65_536
        /// Octets of all of them.
        var octets = 256 << 20
    }

    /// A reader of one file.
    init(limits: Limits = Limits()) { self.limits = limits }

    /// What the format is called, once the file began.
    var formatName: String {
        switch file.layout {
        case .pcapng: "pcapng capture"
        case .pcap, nil: "pcap capture"
        }
    }

    /// Takes the next octets of the file.
    ///
    /// - Returns: the conversations that are whole now.
    mutating func feed(_ octets: some Collection<UInt8>) -> [RecordedConversation] {
        file.feed(octets)
        var conversations: [RecordedConversation] = []
        while let packet = file.next() {
            switch PacketDecoder.decode(packet) {
            case .segment(let segment): take(segment, into: &conversations)
            case .fragment: tally.fragments += 1
            case .unknownLink(let type): tally.unknownLinks.insert(type)
            case .other: tally.others += 1
            }
        }
        return conversations
    }

    /// The conversations that did not end before the file does, in the order in which they began.
    mutating func finish() -> [RecordedConversation] {
        let rest = connections.values.sorted { $0.firstPacket < $1.firstPacket }
        connections = [:]
        tally.damage = file.damage
        tally.isCutOff = file.isCutOff
        tally.packets = file.packets
        return rest.compactMap { close($0) }
    }

    /// What concerns the capture as a whole; complete after ``finish()``.
    var warnings: [RecordingWarning] { tally.warnings }

    private mutating func take(
        _ segment: TCPSegment, into conversations: inout [RecordedConversation]
    ) {
        let ends = ConnectionEnds(segment)
        let side = segment.source == ends.first ? 0 : 1
        var connection = connections.removeValue(forKey: ends)
        size -= connection?.size ?? 0
        if let old = connection, old.isNew(segment, from: side) {
            if let whole = close(old) { conversations.append(whole) }
            connection = nil
        }
        var current = connection ?? CapturedConnection(ends, packet: segment.packet)
        current.take(segment, from: side)
        let wasOpen = !current.wasHandedOn
        if let whole = current.takeWhole() { conversations.append(whole) }
        if wasOpen, current.wasHandedOn { tally.count(current) }
        size += current.size
        connections[ends] = current
        if connections.count > limits.connections || size > limits.octets {
            makeRoom(into: &conversations)
        }
    }

    private mutating func close(_ connection: CapturedConnection) -> RecordedConversation? {
        guard !connection.wasHandedOn else { return nil }
        var connection = connection
        let whole = connection.finish()
        tally.count(connection)
        return whole
    }

    /// Hands on the half of the connections that were silent longest.
    private mutating func makeRoom(into conversations: inout [RecordedConversation]) {
        let oldest = connections.sorted { $0.value.lastPacket < $1.value.lastPacket }
            .prefix(max(1, connections.count / 2))
        for (ends, connection) in oldest {
            connections[ends] = nil
            size -= connection.size
            if !connection.wasHandedOn { tally.broken += 1 }
            if let whole = close(connection) { conversations.append(whole) }
        }
    }
}
