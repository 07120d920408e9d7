import SMTPGrammar
import SMTPSession
import Testing

@testable import SMTPDriver

@Suite("Trace fields of messages that are kept")
struct TraceFieldTests {
    /// The fields of the message that a session is about to receive.
    private func fields(
        _ lines: String..., peer: Peer = Peer(address: "192.0.2.1"), tls: TLSInfo? = nil,
        at seconds: UInt64 = 0, _ configure: (inout Configuration) -> Void = { _ in }
    ) throws -> String {
        var configuration = Configuration()
        configuration.questions = HookSet(.auth)
        configuration.allowsPlaintextAuthentication = true
        configure(&configuration)
        var session = Session(configuration)
        _ = try session.receive(.connected(peer))
        _ = try session.receive(.clock(Instant(milliseconds: seconds * 1_000)))
        for line in lines {
            _ = try session.receive(.bytes(Array("\(line)\r\n".utf8)))
            if line == "STARTTLS", let tls { _ = try session.receive(.secured(tls)) }
            if session.openQuestion?.hook == .auth {
                _ = try session.receive(.answer(.authenticated("ann")))
            }
        }
        let octets = TraceFields(configuration)
            .octets(of: "m1", session.envelope, MessageOrigin(session))
        return String(decoding: octets, as: UTF8.self).replacing("\r\n", with: "\n")
    }

    @Test("Return-Path and Received stand in front (RFC 5321 §4.4)")
    func usual() throws {
        let text = try fields(
            "EHLO client.example", "MAIL FROM:<ann@client.example>", "RCPT TO:<bob@sim.example>",
            at: 5)
        #expect(
            text == """
                Return-Path: <ann@client.example>
                Received: from client.example ([192.0.2.1])
                  by mx.sim.example with ESMTP id m1
                  for <bob@sim.example>;
                  Thu, 1 Jan 2026 00:00:05 +0000

                """)
    }

    @Test(
        "A reply to an error message has no way back, and recipients do not learn of each other (§7.2)"
    )
    func severalRecipients() throws {
        let text = try fields(
            "HELO client.example", "MAIL FROM:<>", "RCPT TO:<bob@sim.example>",
            "RCPT TO:<cat@sim.example>")
        #expect(text.hasPrefix("Return-Path: <>\n"))
        #expect(text.contains("with SMTP id m1;\n"))
        #expect(!text.contains("for "))
    }

    @Test("The protocol says what was used (RFC 3848), and TLS its cipher suite (RFC 8314 §4.3)")
    func protocols() throws {
        let tls = TLSInfo(cipher: "TLS_AES_128_GCM_SHA256")
        let hello = "EHLO client.example"
        let text = try fields(
            hello, "STARTTLS", hello, "AUTH PLAIN AGEAYg==", "MAIL FROM:<>", tls: tls)
        #expect(text.contains("with ESMTPSA id m1\n  tls TLS_AES_128_GCM_SHA256;\n"))
        #expect(try fields(hello, "AUTH PLAIN AGEAYg==").contains("with ESMTPA "))
        #expect(try fields(hello, "STARTTLS", hello, tls: TLSInfo()).contains("with ESMTPS id m1;"))
    }

    @Test("SMTPUTF8 and MT-PRIORITY are said (RFC 6531 §4.3, RFC 6710 §7)")
    func parameters() throws {
        var envelope = Envelope(sender: nil)
        envelope.parameters["SMTPUTF8"] = .flag
        envelope.parameters["MT-PRIORITY"] = .word("-3")
        var origin = MessageOrigin()
        for (type, name) in [
            (TransmissionType.esmtp, "UTF8SMTP"), (.esmtpa, "UTF8SMTPA"), (.esmtps, "UTF8SMTPS"),
            (.esmtpsa, "UTF8SMTPSA"),
        ] {
            origin.transmission = type
            let text = String(
                decoding: TraceFields(Configuration()).octets(of: "m1", envelope, origin),
                as: UTF8.self)
            #expect(text.contains("from unknown\r\n  by mx.sim.example with \(name) id m1\r\n"))
            #expect(text.contains("\r\n  PRIORITY -3;\r\n"))
        }
    }

    @Test("An address is written as a literal, and a name that is no domain is not repeated")
    func clients() throws {
        let peer = Peer(address: "2001:db8::1")
        let loose = try fields("HELO <b>x</b> y", peer: peer) { $0.tolerated.insert(.helloName) }
        #expect(loose.contains("from [IPv6:2001:db8::1] ([IPv6:2001:db8::1])\n"))
        let tagged = try fields("HELO a.example", peer: Peer(address: "IPv6:2001:db8::1"))
        #expect(tagged.contains("from a.example ([IPv6:2001:db8::1])\n"))
        let unknown = try fields("HELO a.example", peer: Peer(address: "a socket\r\nX: y"))
        #expect(unknown.contains("from a.example\n"))
    }

    @Test("Each field can be switched off")
    func switches() throws {
        #expect(try fields { $0.addsReceived = false } == "Return-Path: <>\n")
        #expect(try fields { $0.addsReturnPath = false }.hasPrefix("Received: from [192.0.2.1]"))
        let none = try fields {
            $0.addsReceived = false
            $0.addsReturnPath = false
        }
        #expect(none == "")
    }

    @Test(
        "Dates are those of the calendar",
        arguments: [
            (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
            (1_767_225_599, "Wed, 31 Dec 2025 23:59:59 +0000"),
            (4_107_542_400, "Mon, 1 Mar 2100 00:00:00 +0000"),
            (UInt64.max, "Fri, 31 Dec 9999 23:59:59 +0000"),
        ])
    func dates(_ seconds: UInt64, _ text: String) {
        #expect("\(MailDate(.zero, after: seconds))" == text)
    }
}
