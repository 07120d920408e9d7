import Testing

@testable import SMTPImport

@Suite("Captures: the octets of a connection")
struct ReassemblyTests {
    private func told(_ segments: [TestSegment]) -> [String] {
        read(TestCapture.pcap(segments.map(TestPackets().packet))).conversations.flatMap(\.told)
    }

    private func warnings(_ segments: [TestSegment]) -> [String] {
        let (conversations, _) = read(TestCapture.pcap(segments.map(TestPackets().packet)))
        return conversations.flatMap(\.warnings).map(\.text)
    }

    @Test("Segments that were captured in any order come out in the order of the talk")
    func outOfOrder() {
        let segments = ShortConversation.connection.segments
        var random = SeededNumbers(seed: 7)
        for _ in 0..<200 {
            var shuffled = Array(segments.dropFirst(3))
            // Up to three places late: more than a network card does.
            for index in shuffled.indices.dropLast(3) {
                shuffled.swapAt(index, index + Int.random(in: 0...3, using: &random))
            }
            let told = told(Array(segments.prefix(3)) + shuffled)
            #expect(told.filter { !$0.hasPrefix("closed") } == ShortConversation.told.dropLast())
        }
    }

    @Test("Retransmissions, keep-alive probes and overlaps change nothing")
    func retransmitted() {
        var segments = ShortConversation.connection.segments
        let greeting = segments[3]
        var overlapping = segments[4]
        overlapping.sequence &-= 1
        overlapping.payload = [0] + overlapping.payload
        var probe = segments[4]
        probe.sequence &-= 1
        probe.payload = [0]
        segments.insert(contentsOf: [greeting, overlapping, probe, greeting], at: 5)
        segments += segments
        #expect(told(segments) == ShortConversation.told)
    }

    @Test("Numbers begin again after the highest", arguments: [0, 1, 5, 21, 30, 45] as [UInt32])
    func wrap(distance: UInt32) {
        var connection = TestConnection(
            clientStart: 0 &- distance, serverStart: 0xFFFF_FFFF - distance)
        connection.open()
        connection.server("220 mx.sim.example ESMTP\r\n")
        connection.client("EHLO client.example\r\n")
        connection.server("250-mx.sim.example\r\n250 HELP\r\n")
        connection.client("QUIT\r\n")
        connection.server("221 Bye\r\n")
        connection.close()
        #expect(told(connection.segments) == ShortConversation.told)
    }

    @Test("A reply that was not captured leaves a gap, a warning, and the talk goes on")
    func lostReply() {
        var segments = ShortConversation.connection.segments
        segments.remove(at: 5)
        segments.remove(at: 5)
        #expect(
            told(segments) == [
                "connected 192.0.2.7", "S: 220 mx.sim.example ESMTP", "C: EHLO client.example\\r\\n",
                "C: QUIT\\r\\n", "S: 221 Bye", "closed server",
            ])
        #expect(
            warnings(segments) == [
                "30 octets of the server are missing: they were not captured."
            ])
    }

    @Test("A lost part of message text is filled by as many octets")
    func lostText() throws {
        var connection = TestConnection()
        connection.open()
        connection.server("220 mx.sim.example ESMTP\r\n")
        connection.client("DATA\r\n")
        connection.server("354 Go on\r\n")
        connection.client("Subject: one\r\n")
        connection.client("X-Lost: yes\r\n\r\n")
        connection.client("text\r\n.\r\n")
        connection.server("250 OK\r\n")
        connection.close()
        var segments = connection.segments
        let index = try #require(segments.firstIndex { $0.payload.starts(with: "X-Lost".utf8) })
        segments.remove(at: index)
        let written = told(segments)
        #expect(written.contains("C| Subject: one\\r\\n"))
        #expect(written.contains("C| xxxxxxxxxxxxx\\r\\ntext\\r\\n.\\r\\n"))
        #expect(
            warnings(segments) == [
                "15 octets of the client are missing: they were not captured. The letter x stands "
                    + "for them."
            ])
    }

    @Test("A capture that begins in the middle is read from there")
    func middle() {
        let segments = Array(ShortConversation.connection.segments.dropFirst(4))
        #expect(told(segments) == ["connected 192.0.2.7"] + ShortConversation.told.dropFirst(2))
    }

    @Test("A capture that begins inside of message text says so")
    func middleOfText() {
        var connection = TestConnection()
        connection.client("of some text\r\n.\r\n")
        connection.server("250 OK\r\n")
        connection.client("QUIT\r\n")
        #expect(
            told(connection.segments) == [
                "connected 192.0.2.7", "C| of some text\\r\\n.\\r\\n", "S: 250 OK", "C: QUIT\\r\\n",
            ])
    }

    @Test("A capture of one direction only is read")
    func oneDirection() {
        let segments = ShortConversation.connection.segments
        #expect(
            told(segments.filter { !$0.fromClient }).filter { $0.hasPrefix("S:") } == [
                "S: 220 mx.sim.example ESMTP", "S: 250-mx.sim.example | 250 HELP", "S: 221 Bye",
            ])
        #expect(
            told(segments.filter(\.fromClient)).filter { $0.hasPrefix("C:") } == [
                "C: EHLO client.example\\r\\n", "C: QUIT\\r\\n",
            ])
    }

    @Test("A reset ends the conversation, and says which side it came from")
    func reset() {
        var connection = TestConnection()
        connection.open()
        connection.server("220 mx.sim.example ESMTP\r\n")
        connection.reset(fromClient: true)
        connection.client("QUIT\r\n")
        #expect(
            told(connection.segments) == [
                "connected 192.0.2.7", "S: 220 mx.sim.example ESMTP",
                "# the client reset the connection", "closed client",
            ])
    }

    @Test("The same ports used again are another conversation")
    func reusedPorts() {
        var again = TestConnection(clientStart: 900_000, serverStart: 70)
        again.open()
        again.server("554 No\r\n")
        let first = ShortConversation.connection.segments
        #expect(
            told(first + again.segments)
                == ShortConversation.told + ["connected 192.0.2.7", "S: 554 No"])
        #expect(
            told(Array(first.dropLast(4)) + again.segments)
                == ShortConversation.told.dropLast(2) + ["connected 192.0.2.7", "S: 554 No"])
    }

    @Test("A segment is a write; one that its sender did not push goes on in the next")
    func writes() {
        var connection = TestConnection()
        connection.open()
        connection.server("220 mx.sim.example ESMTP\r\n")
        connection.client("EHLO client.example\r\nMAIL FROM:<ann@client.example>\r\n")
        connection.client("RCPT TO:<bob@", isPushed: false)
        connection.client("sim.example>\r\n")
        connection.client("DA")
        connection.client("TA\r\n")
        let conversation = read(TestCapture.pcap(connection.segments.map(TestPackets().packet)))
            .conversations.first
        #expect(
            conversation?.toldWithExactness.dropFirst(2) == [
                "C: EHLO client.example\\r\\n +", "C: MAIL FROM:<ann@client.example>\\r\\n",
                "C: RCPT TO:<bob@sim.example>\\r\\n", "~C: DATA\\r\\n",
            ])
    }

    @Test("Holes are given up in time: however many segments wait, memory is bounded")
    func bounded() {
        var connection = TCPConnection()
        let packets = TestPackets()
        func segment(_ sequence: UInt32, _ payload: [UInt8], isSYN: Bool = false) -> TCPSegment? {
            let test = TestSegment(
                fromClient: true, sequence: sequence, acknowledgement: 1,
                flags: isSYN ? TestFlag.syn : TestFlag.psh | TestFlag.ack, payload: payload)
            let packet = CapturedPacket(number: 1, link: 1, octets: packets.packet(test)[...])
            guard case .segment(let segment) = PacketDecoder.decode(packet) else { return nil }
            return segment
        }
        if let opening = segment(0, [], isSYN: true) { _ = connection.take(opening, from: 0) }
        var delivered = 0
        for index in 0..<4_000 as Range<UInt32> {
            // Every second segment is missing, and nobody acknowledges anything.
            guard let next = segment(1 + index * 200, [UInt8](repeating: 0x61, count: 100)) else { continue }
            if index == 0 { continue }
            for event in connection.take(next, from: 0) {
                if case .octets(let octets, _) = event.kind { delivered += octets.count }
            }
            #expect(connection.size < 400_000)
        }
        for event in connection.finish() {
            if case .octets(let octets, _) = event.kind { delivered += octets.count }
        }
        #expect(delivered == 3_999 * 100)
    }
}
