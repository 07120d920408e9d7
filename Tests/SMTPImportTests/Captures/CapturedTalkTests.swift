import Testing

@testable import SMTPImport

@Suite("Captures: what the connections say")
struct CapturedTalkTests {
    private func capture(
        _ connections: [(TestConnection, TestPackets)]
    ) -> (conversations: [RecordedConversation], warnings: [String]) {
        read(
            TestCapture.pcap(
                connections.flatMap { connection, packets in
                    connection.segments.map(packets.packet)
                }))
    }

    private func talk(_ build: (inout TestConnection) -> Void) -> RecordedConversation? {
        var connection = TestConnection()
        connection.open()
        build(&connection)
        connection.close()
        return capture([(connection, TestPackets())]).conversations.first
    }

    @Test("Text, chunks and responses are told from commands by what the server replied")
    func kinds() {
        let conversation = talk {
            $0.server("220 mx.sim.example ESMTP\r\n")
            $0.client("AUTH LOGIN\r\n")
            $0.server("334 VXNlcm5hbWU6\r\n")
            $0.client("dGlt\r\n")
            $0.server("235 OK\r\n")
            $0.client("MAIL FROM:<>\r\nRCPT TO:<bob@sim.example>\r\nDATA\r\n")
            $0.server("250 OK\r\n250 OK\r\n354 Go on\r\n")
            $0.client("QUIT\r\n..\r\n.\r\nBDAT 6 LAST\r\nQUIT\r\nQUIT\r\n")
        }
        #expect(
            conversation?.told.dropFirst(2).prefix { !$0.hasPrefix("closed") } == [
                "C: AUTH LOGIN\\r\\n", "S: 334 VXNlcm5hbWU6", "C= dGlt\\r\\n", "S: 235 OK",
                "C: MAIL FROM:<>\\r\\n +", "C: RCPT TO:<bob@sim.example>\\r\\n +", "C: DATA\\r\\n",
                "S: 250 OK", "S: 250 OK", "S: 354 Go on",
                "C| QUIT\\r\\n..\\r\\n.\\r\\n +", "C: BDAT 6 LAST\\r\\n +", "C# QUIT\\r\\n +",
                "C: QUIT\\r\\n",
            ])
        #expect(
            conversation?.warnings.map(\.text)
                == ["the source has credentials in clear"])
    }

    @Test("Text that does not wait for the 354 is text")
    func earlyText() {
        let conversation = talk {
            $0.server("220 mx.sim.example ESMTP\r\n")
            $0.client("DATA\r\nSubject: x\r\n\r\ntext\r\n.\r\nQUIT\r\n")
            $0.server("354 Go on\r\n250 OK\r\n221 Bye\r\n")
        }
        #expect(
            conversation?.told.dropFirst(2) == [
                "C: DATA\\r\\n +", "C| Subject: x\\r\\n\\r\\ntext\\r\\n.\\r\\n +", "C: QUIT\\r\\n",
                "S: 354 Go on", "S: 250 OK", "S: 221 Bye", "closed server",
            ])
    }

    @Test("A refused DATA is followed by commands")
    func refusedData() {
        let conversation = talk {
            $0.server("220 mx.sim.example ESMTP\r\n")
            $0.client("DATA\r\n")
            $0.server("503 No\r\n")
            $0.client("Hello\r\n")
        }
        #expect(conversation?.told.contains("C: Hello\\r\\n") == true)
    }

    @Test("After the ClientHello that follows STARTTLS nothing can be read, and that is said")
    func startTLS() {
        let conversation = talk {
            $0.server("220 mx.sim.example ESMTP\r\n")
            $0.client("STARTTLS\r\n")
            $0.server("220 Ready\r\n")
            $0.client("\u{16}\u{3}\u{1}\0\u{5}hello")
            $0.server("\u{16}\u{3}\u{3}\0\u{5}hello")
        }
        #expect(
            conversation?.told.dropFirst(2) == [
                "C: STARTTLS\\r\\n", "S: 220 Ready", "secured ", "closed server",
            ])
        #expect(
            conversation?.warnings.map(\.text)
                == ["From here on it is encrypted by TLS, and cannot be read."])
    }

    @Test("Connections that are not SMTP are skipped, and counted with their ports")
    func others() {
        func connection(_ build: (inout TestConnection) -> Void) -> TestConnection {
            var connection = TestConnection()
            connection.open()
            build(&connection)
            connection.close()
            return connection
        }
        let web = connection {
            $0.client("GET / HTTP/1.1\r\n\r\n")
            $0.server("HTTP/1.1 200 OK\r\n\r\n")
        }
        let files = connection {
            $0.server("220 ProFTPD ready\r\n")
            $0.client("USER ann\r\n")
        }
        let encrypted = connection { $0.client("\u{16}\u{3}\u{1}\0\u{5}hello") }
        let (conversations, warnings) = capture([
            (web, TestPackets(clientPort: 41_000, serverPort: 80)),
            (ShortConversation.connection, TestPackets()),
            (files, TestPackets(clientPort: 41_001, serverPort: 21)),
            (encrypted, TestPackets(clientPort: 41_002, serverPort: 465)),
            (connection { _ in }, TestPackets(clientPort: 41_003, serverPort: 25)),
        ])
        #expect(conversations.map(\.told) == [ShortConversation.told])
        #expect(
            warnings == [
                "2 connections are no SMTP, and not read (ports 21, 80).",
                "1 connection is encrypted by TLS from the first octet, and not read.",
            ])
    }

    @Test("The server is who greets, whichever port it has and whoever is first in the file")
    func anyPort() {
        let packets = TestPackets(clientPort: 1_200, serverPort: 31_337)
        #expect(
            capture([(ShortConversation.connection, packets)]).conversations.map(\.told)
                == [ShortConversation.told])
    }

    @Test("Interleaved connections are split, each complete when it ends")
    func interleaved() {
        let one = ShortConversation.connection.segments.map(TestPackets().packet)
        let other = ShortConversation.connection.segments.map(
            TestPackets(clientPort: 40_001).packet)
        let mixed = zip(one, other).flatMap { [$0, $1] }
        let (conversations, _) = read(TestCapture.pcap(mixed))
        #expect(conversations.map(\.told) == [ShortConversation.told, ShortConversation.told])
        #expect(conversations.map(\.label) == ["192.0.2.7:40000", "192.0.2.7:40001"])
    }

    @Test("Connections that never end do not pile up")
    func room() {
        var reader = CaptureReader(limits: CaptureReader.Limits(connections: 10))
        let segments = ShortConversation.connection.segments.dropLast(3)
        let packets = (0..<100 as Range<UInt16>).flatMap { port in
            segments.map(TestPackets(clientPort: 30_000 + port).packet)
        }
        let conversations = reader.feed(TestCapture.pcap(packets)) + reader.finish()
        #expect(conversations.count == 100)
        #expect(conversations.allSatisfy { $0.told == Array(ShortConversation.told.dropLast()) })
        #expect(reader.warnings.map(\.text).contains { $0.hasSuffix("for want of room.") })
    }

    @Test("Whatever happens to the octets of a capture, it is read to its end")
    func damaged() {
        var random = SeededNumbers(seed: 11)
        let captures = [
            TestCapture.pcap(ShortConversation.packets),
            TestCapture.section() + ShortConversation.packets.flatMap { TestCapture.enhanced($0) },
        ]
        for round in 0..<3_000 {
            var capture = captures[round % 2]
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let place = Int.random(in: 0..<capture.count, using: &random)
                switch round % 3 {
                case 0: capture[place] = UInt8.random(in: 0...255, using: &random)
                case 1: capture.remove(at: place)
                default: capture.insert(UInt8.random(in: 0...255, using: &random), at: place)
                }
            }
            let (conversations, _) = read(capture)
            #expect(conversations.reduce(0) { $0 + $1.turns.count } < 100)
        }
    }
}
