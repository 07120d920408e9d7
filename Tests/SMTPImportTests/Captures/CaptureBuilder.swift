// Builds captures octet by octet, so that a test says what its packets are.

/// A TCP segment as a test writes it.
struct TestSegment {
    var fromClient: Bool
    var sequence: UInt32
    var acknowledgement: UInt32?
    var flags: UInt8
    var payload: [UInt8]
}

/// The bits of TCP's header.
enum TestFlag {
    static let fin: UInt8 = 1
    static let syn: UInt8 = 2
    static let rst: UInt8 = 4
    static let psh: UInt8 = 8
    static let ack: UInt8 = 16
}

/// A TCP connection that keeps its numbers, as both ends do.
struct TestConnection {
    private(set) var segments: [TestSegment] = []
    private var clientNext: UInt32
    private var serverNext: UInt32

    init(clientStart: UInt32 = 1_000, serverStart: UInt32 = 5_000) {
        clientNext = clientStart
        serverNext = serverStart
    }

    /// The three segments that open it.
    mutating func open() {
        add(true, flags: TestFlag.syn, acknowledges: false)
        clientNext &+= 1
        add(false, flags: TestFlag.syn)
        serverNext &+= 1
        add(true)
    }

    mutating func client(_ text: String, isPushed: Bool = true) {
        add(true, flags: isPushed ? TestFlag.psh : 0, Array(text.utf8))
    }

    mutating func server(_ text: String, isPushed: Bool = true) {
        add(false, flags: isPushed ? TestFlag.psh : 0, Array(text.utf8))
    }

    /// Both ends say that they have nothing more to send.
    mutating func close() {
        add(false, flags: TestFlag.fin)
        serverNext &+= 1
        add(true, flags: TestFlag.fin)
        clientNext &+= 1
        add(false)
    }

    mutating func reset(fromClient: Bool) { add(fromClient, flags: TestFlag.rst) }

    private mutating func add(
        _ fromClient: Bool, flags: UInt8 = 0, _ payload: [UInt8] = [], acknowledges: Bool = true
    ) {
        segments.append(
            TestSegment(
                fromClient: fromClient, sequence: fromClient ? clientNext : serverNext,
                acknowledgement: acknowledges ? (fromClient ? serverNext : clientNext) : nil,
                flags: flags | (acknowledges ? TestFlag.ack : 0), payload: payload))
        if fromClient {
            clientNext &+= UInt32(payload.count)
        } else {
            serverNext &+= UInt32(payload.count)
        }
    }
}

/// Packets around segments.
struct TestPackets {
    var clientPort: UInt16 = 40_000
    var serverPort: UInt16 = 25
    var isVersion6 = false
    /// What stands in front of IP's header.
    var link: [UInt8] = ethernet(0x0800)

    static func ethernet(_ type: UInt16) -> [UInt8] {
        [UInt8](repeating: 2, count: 12) + big(type)
    }

    /// The packet of a segment, with the headers of TCP, IP and the link.
    func packet(_ segment: TestSegment) -> [UInt8] {
        let tcp = header(segment) + segment.payload
        return link + (isVersion6 ? version6(tcp, segment.fromClient) : version4(tcp, segment.fromClient))
    }

    private func header(_ segment: TestSegment) -> [UInt8] {
        let ports =
            segment.fromClient ? big(clientPort) + big(serverPort) : big(serverPort) + big(clientPort)
        return ports + big(segment.sequence) + big(segment.acknowledgement ?? 0)
            + [0x50, segment.flags] + big(UInt16(8_192)) + [0, 0, 0, 0]
    }

    func version4(
        _ body: [UInt8], _ fromClient: Bool, number: UInt8 = 6, fragment: UInt16 = 0
    ) -> [UInt8] {
        let client: [UInt8] = [192, 0, 2, 7]
        let server: [UInt8] = [192, 0, 2, 1]
        return [0x45, 0] + big(UInt16(20 + body.count)) + [0, 1] + big(fragment)
            + [64, number, 0, 0] + (fromClient ? client + server : server + client) + body
    }

    func version6(_ body: [UInt8], _ fromClient: Bool, next: UInt8 = 6) -> [UInt8] {
        let prefix: [UInt8] = [0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11)
        let client = prefix + [7]
        let server = prefix + [1]
        return [0x60, 0, 0, 0] + big(UInt16(body.count)) + [next, 64]
            + (fromClient ? client + server : server + client) + body
    }
}

/// Capture files around packets.
enum TestCapture {
    /// libpcap's layout.
    static func pcap(
        _ packets: [[UInt8]], link: UInt32 = 1, isLittle: Bool = true, magic: UInt32 = 0xA1B2_C3D4,
        snapLength: Int = .max
    ) -> [UInt8] {
        func number(_ value: UInt32) -> [UInt8] { isLittle ? big(value).reversed() : big(value) }
        func half(_ value: UInt16) -> [UInt8] { isLittle ? big(value).reversed() : big(value) }
        var file = number(magic) + half(2) + half(4) + number(0) + number(0)
        file += number(65_535) + number(link)
        let extra = magic == 0xA1B2_CD34 ? [UInt8](repeating: 0, count: 8) : []
        for packet in packets {
            let kept = packet.prefix(snapLength)
            file += number(0) + number(0) + number(UInt32(kept.count))
            file += number(UInt32(packet.count)) + extra + kept
        }
        return file
    }

    /// A block of pcapng, padded to four octets.
    static func block(_ type: UInt32, _ body: [UInt8], isLittle: Bool = true) -> [UInt8] {
        func number(_ value: UInt32) -> [UInt8] { isLittle ? big(value).reversed() : big(value) }
        let padding = [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
        let length = number(UInt32(12 + body.count + padding.count))
        return number(type) + length + body + padding + length
    }

    /// A section header and an interface.
    static func section(link: UInt16 = 1, snapLength: UInt32 = 0, isLittle: Bool = true) -> [UInt8] {
        func number(_ value: UInt32) -> [UInt8] { isLittle ? big(value).reversed() : big(value) }
        func half(_ value: UInt16) -> [UInt8] { isLittle ? big(value).reversed() : big(value) }
        let header = number(0x1A2B_3C4D) + half(1) + half(0) + [UInt8](repeating: 0xFF, count: 8)
        let interface = half(link) + half(0) + number(snapLength)
        return block(0x0A0D_0D0A, header, isLittle: isLittle)
            + block(1, interface, isLittle: isLittle)
    }

    /// An enhanced packet block of an interface, with an option after the packet.
    static func enhanced(_ packet: [UInt8], interface: UInt32 = 0, isLittle: Bool = true) -> [UInt8] {
        func number(_ value: UInt32) -> [UInt8] { isLittle ? big(value).reversed() : big(value) }
        let padding = [UInt8](repeating: 0, count: (4 - packet.count % 4) % 4)
        let length = number(UInt32(packet.count))
        let option = number(0x0002_0004) + number(7) + number(0)
        return block(
            6, number(interface) + number(0) + number(0) + length + length + packet + padding + option,
            isLittle: isLittle)
    }
}

/// A number, the highest octet first.
func big(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(truncatingIfNeeded: value)] }

/// A number, the highest octet first.
func big(_ value: UInt32) -> [UInt8] {
    big(UInt16(value >> 16)) + big(UInt16(truncatingIfNeeded: value))
}
