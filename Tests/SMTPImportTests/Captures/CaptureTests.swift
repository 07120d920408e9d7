import Testing

@testable import SMTPImport

/// A short conversation, and how its turns are told by ``Conversation/told``.
enum ShortConversation {
    static var connection: TestConnection {
        var connection = TestConnection()
        connection.open()
        connection.server("220 mx.sim.example ESMTP\r\n")
        connection.client("EHLO client.example\r\n")
        connection.server("250-mx.sim.example\r\n")
        connection.server("250 HELP\r\n")
        connection.client("QUIT\r\n")
        connection.server("221 Bye\r\n")
        connection.close()
        return connection
    }

    static let told = [
        "connected 192.0.2.7",
        "S: 220 mx.sim.example ESMTP",
        "C: EHLO client.example\\r\\n",
        "S: 250-mx.sim.example | 250 HELP",
        "C: QUIT\\r\\n",
        "S: 221 Bye",
        "closed server",
    ]

    static var packets: [[UInt8]] { connection.segments.map(TestPackets().packet) }
}

/// Reads a capture as a whole.
func read(_ capture: [UInt8]) -> (conversations: [RecordedConversation], warnings: [String]) {
    var reader = CaptureReader()
    let conversations = reader.feed(capture) + reader.finish()
    return (conversations, reader.warnings.map(\.text))
}

@Suite("Captures: the file")
struct CaptureFileTests {
    @Test(
        "pcap is read in both byte orders, with nanoseconds, and with longer packet headers",
        arguments: [0xA1B2_C3D4, 0xA1B2_3C4D, 0xA1B2_CD34] as [UInt32], [true, false])
    func pcap(magic: UInt32, isLittle: Bool) {
        let capture = TestCapture.pcap(ShortConversation.packets, isLittle: isLittle, magic: magic)
        #expect(CaptureFile.isCapture(capture))
        let (conversations, warnings) = read(capture)
        #expect(conversations.map(\.told) == [ShortConversation.told])
        #expect(conversations.first?.label == "192.0.2.7:40000")
        #expect(warnings.isEmpty && conversations.first?.warnings.isEmpty == true)
    }

    @Test("pcapng is read in both byte orders; other blocks and options are skipped", arguments: [true, false])
    func pcapng(isLittle: Bool) {
        var capture = TestCapture.section(isLittle: isLittle)
        capture += TestCapture.block(0xBAD, [1, 2, 3], isLittle: isLittle)
        for packet in ShortConversation.packets {
            capture += TestCapture.enhanced(packet, isLittle: isLittle)
        }
        #expect(CaptureFile.isCapture(capture))
        let (conversations, warnings) = read(capture)
        #expect(conversations.map(\.told) == [ShortConversation.told])
        #expect(warnings.isEmpty)
    }

    @Test("Simple packet blocks end at the snap length of the first interface")
    func simple() {
        let packets = ShortConversation.packets
        let longest = packets.map(\.count).max() ?? 0
        var capture = TestCapture.section(snapLength: UInt32(longest))
        for packet in packets {
            capture += TestCapture.block(3, big(UInt32(packet.count)).reversed() + packet)
        }
        #expect(read(capture).conversations.map(\.told) == [ShortConversation.told])
        // The third block says more than it has.
        let short = TestCapture.section(snapLength: 60)
            + packets.flatMap {
                TestCapture.block(3, big(UInt32($0.count)).reversed() + $0.prefix(60))
            }
        let cut = read(short).conversations.first?.warnings.map(\.text) ?? []
        #expect(cut.contains { $0.contains("the capture cut the packet short (snap length)") })
    }

    @Test("A second section brings its own byte order and interfaces")
    func sections() {
        let packets = ShortConversation.packets
        let raw = packets.map { Array($0.dropFirst(14)) }
        var capture = TestCapture.section()
        for packet in packets.prefix(5) { capture += TestCapture.enhanced(packet) }
        capture += TestCapture.section(link: 101, isLittle: false)
        for packet in raw.dropFirst(5) { capture += TestCapture.enhanced(packet, isLittle: false) }
        #expect(read(capture).conversations.map(\.told) == [ShortConversation.told])
    }

    @Test("Wherever a capture is cut into portions, the same comes out", arguments: [1, 3, 7, 64, 1_000])
    func portions(size: Int) {
        let capture = TestCapture.pcap(ShortConversation.packets)
        var reader = CaptureReader()
        var conversations: [RecordedConversation] = []
        for start in stride(from: 0, to: capture.count, by: size) {
            conversations += reader.feed(capture[start..<min(start + size, capture.count)])
        }
        conversations += reader.finish()
        #expect(conversations.map(\.told) == [ShortConversation.told])
    }

    @Test("A capture that ends in the middle of a packet says so")
    func cutOff() {
        let capture = TestCapture.pcap(ShortConversation.packets).dropLast(60)
        #expect(read(Array(capture)).warnings == ["The capture ends in the middle of packet 12."])
    }

    @Test("A length that cannot be is damage, and what was read before it stays")
    func damaged() {
        var capture = TestCapture.pcap(Array(ShortConversation.packets.prefix(5)))
        capture += [UInt8](repeating: 0xFF, count: 40)
        let (conversations, warnings) = read(capture)
        #expect(conversations.first?.told.count == 3)
        #expect(
            warnings == [
                "The capture is damaged: packet 6 is said to have 4294967295 octets. The rest was not "
                    + "read."
            ])
    }

    @Test("Nothing else is taken for a capture")
    func others() {
        for text in ["", "220 mx", "\u{1F}\u{8B}", "EHLO client.example\r\n"] {
            #expect(!CaptureFile.isCapture(Array(text.utf8)))
        }
    }
}

@Suite("Captures: the packets")
struct PacketTests {
    private func conversations(
        _ change: (inout TestPackets) -> Void, link: UInt32 = 1
    ) -> [RecordedConversation] {
        var packets = TestPackets()
        change(&packets)
        return read(
            TestCapture.pcap(ShortConversation.connection.segments.map(packets.packet), link: link)
        ).conversations
    }

    @Test("Ethernet with one and two VLAN tags, and PPP over Ethernet")
    func vlan() {
        let start = [UInt8](repeating: 2, count: 12)
        for link: [UInt8] in [
            start + [0x81, 0, 0, 5, 0x08, 0],
            start + [0x88, 0xA8, 0, 5, 0x81, 0, 0, 6, 0x08, 0],
            start + [0x88, 0x64, 0x11, 0, 0, 1, 0, 40, 0x00, 0x21],
        ] {
            #expect(conversations { $0.link = link }.map(\.told) == [ShortConversation.told])
        }
    }

    @Test(
        "Loopback, raw IP, PPP and Linux cooked captures",
        arguments: [
            (0, [2, 0, 0, 0]), (108, [0, 0, 0, 2]), (101, []), (12, []), (228, []), (9, [0xFF, 3, 0, 0x21]),
            (113, [0, 0, 3, 4, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0x08, 0]),
            (276, [0x08, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0]),
        ] as [(UInt32, [UInt8])])
    func links(type: UInt32, header: [UInt8]) {
        let read = conversations({ $0.link = header }, link: type)
        #expect(read.map(\.told) == [ShortConversation.told])
    }

    @Test("IPv6, with the address as RFC 5952 writes it")
    func version6() {
        let read = conversations {
            $0.isVersion6 = true
            $0.link = TestPackets.ethernet(0x86DD)
        }
        #expect(read.first?.label == "[2001:db8::7]:40000" || read.first?.label == "2001:db8::7:40000")
        #expect(read.first?.told.dropFirst() == ShortConversation.told.dropFirst())
    }

    @Test("Extension headers of IPv6 are skipped, and tunnels looked into")
    func nested() {
        let plain = TestPackets(link: [])
        let packets = ShortConversation.connection.segments.map { segment in
            let tcp = Array(plain.packet(segment).dropFirst(20))
            let headers: [UInt8] = [60, 0, 0, 0, 0, 0, 0, 0] + [44, 1] + [UInt8](repeating: 0, count: 14)
            let fragment: [UInt8] = [6, 0, 0, 0, 0, 0, 0, 9]
            let inner = plain.version6(headers + fragment + tcp, segment.fromClient, next: 0)
            return TestPackets.ethernet(0x0800) + plain.version4(inner, segment.fromClient, number: 41)
        }
        let read = read(TestCapture.pcap(packets)).conversations
        #expect(read.first?.told.dropFirst() == ShortConversation.told.dropFirst())
    }

    @Test("Padding of short frames is no payload")
    func padding() {
        let packets = ShortConversation.packets.map { $0 + [0, 0, 0, 0, 0, 0] }
        #expect(read(TestCapture.pcap(packets)).conversations.map(\.told) == [ShortConversation.told])
    }

    @Test("Fragments, unknown link types and other protocols are said")
    func others() {
        let plain = TestPackets()
        let fragment = plain.link + plain.version4([1, 2, 3, 4, 5, 6, 7, 8], true, fragment: 0x2000)
        let datagram = plain.link + plain.version4([1, 2, 3, 4, 5, 6, 7, 8], true, number: 17)
        let packets = ShortConversation.packets + [fragment, datagram, [1, 2, 3]]
        let (conversations, warnings) = read(TestCapture.pcap(packets))
        #expect(conversations.map(\.told) == [ShortConversation.told])
        #expect(warnings == ["1 fragments of IP packets were left out; their octets are missing."])
        #expect(
            read(TestCapture.pcap(packets, link: 147)).warnings
                == ["Packets with link type 147 cannot be read."])
    }

    @Test("Packets cut short by the snap length leave a gap of the right size, and the talk goes on")
    func snapLength() {
        let capture = TestCapture.pcap(ShortConversation.packets, snapLength: 54 + 10)
        let conversation = read(capture).conversations.first
        #expect(
            conversation?.warnings.first
                == RecordingWarning(
                    "16 octets of the server are missing: the capture cut the packet short (snap "
                        + "length).", line: 4))
        #expect(conversation?.told.last == "closed server")
    }
}
