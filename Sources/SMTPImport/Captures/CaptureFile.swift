// Cuts a capture file into packets. Two layouts are read: pcap, of libpcap and tcpdump, and pcapng, which
// Wireshark writes. Octets come in portions of any size; what is kept is less than a packet and a portion.
//
//     pcap:   magic, version, 8 octets, snap length, link type    then, for each packet,
//             time, fraction, captured length, original length    and the octets
//     pcapng: blocks of  type, length, body, padding, length

/// A file of packets, read portion by portion.
struct CaptureFile {
    /// What went wrong, so that the rest of the file cannot be read.
    private(set) var damage: String?
    /// How many packets were read.
    private(set) var packets = 0
    var layout: Layout?

    private var unread: [UInt8] = []
    private var position = 0
    /// How many octets that nobody needs are still to come.
    private var skipping = 0

    /// How the file is laid out.
    enum Layout {
        /// libpcap's; the octets in front of each packet, and the link type of all.
        case pcap(ByteOrder, header: Int, link: Int)
        /// A section of pcapng, with the link types of its interfaces.
        case pcapng(ByteOrder, interfaces: [Interface])
    }

    /// An interface of a pcapng section.
    struct Interface {
        /// The link type of its packets.
        var link: Int
        /// How many octets of each packet are kept; 0 for all.
        var snapLength: Int
    }

    /// The longest packet, in octets: the snap length of libpcap is at most a quarter of it.
    static let longestPacket = 1 << 20
    /// How many interfaces a section can have.
    static let mostInterfaces = 4_096

    /// Takes the next octets of the file.
    mutating func feed(_ octets: some Collection<UInt8>) {
        guard damage == nil else { return }
        if position > 0 {
            unread.removeFirst(position)
            position = 0
        }
        let skipped = min(skipping, octets.count)
        skipping -= skipped
        unread.append(contentsOf: octets.dropFirst(skipped))
    }

    /// The next packet that is there as a whole.
    mutating func next() -> CapturedPacket? {
        while damage == nil {
            let rest = PacketOctets(octets: unread[position...])
            let record: Record?
            switch layout {
            case nil: record = fileHeader(rest)
            case .pcap(let order, let header, let link):
                record = pcapRecord(rest, order, header, link)
            case .pcapng(let order, let interfaces): record = block(rest, order, interfaces)
            }
            guard let record else { return nil }
            take(record.length)
            if let packet = record.packet { return packet }
        }
        return nil
    }

    /// Whether the file ends here in the middle of a packet.
    var isCutOff: Bool { damage == nil && (position < unread.count || skipping > 0) }

    /// A part of the file, of so many octets, and the packet in it.
    struct Record {
        var length: Int
        var packet: CapturedPacket?
    }

    private mutating func take(_ length: Int) {
        let taken = min(length, unread.count - position)
        position += taken
        skipping = length - taken
        if position == unread.count {
            unread.removeAll(keepingCapacity: true)
            position = 0
        }
    }

    /// Gives up: what follows cannot be told apart any more.
    mutating func fail(_ reason: String) -> Record? {
        damage = reason
        unread = []
        position = 0
        return nil
    }

    /// A packet with the next number.
    mutating func packet(_ octets: ArraySlice<UInt8>, link: Int) -> CapturedPacket {
        packets += 1
        return CapturedPacket(number: packets, link: link, octets: octets)
    }
}
