import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@Suite("mailhog/smtp's intents: verbFilter")
struct SeedIntentsVerbFilterTests {
    /// A server whose filter keeps what it sees and refuses one verb.
    static func filtering(_ record: Record, refuses refused: String = "") -> SMTPServer {
        SeedIntents.greeted(record) {
            $0.tlsHandler = { true }
            $0.verbFilter = { verb, argument in
                record.seen.append(argument.isEmpty ? verb : "\(verb) \(argument)")
                return verb == refused ? CustomReply(500, nil, "Unrecognised command") : nil
            }
        }
    }

    @Test(
        "a verb filter sees every command, STARTTLS, RSET and NOOP too, known or not, in order or not"
    )
    func everyCommand() {
        let record = Record()
        var server = Self.filtering(record)
        #expect(server.codes("DATA", "rset", "Noop X  y", "xyzzy") == [503, 250, 250, 500])
        #expect(server.codes("mail From:<a@b>", "starttls") == [250, 220])
        #expect(
            record.seen == [
                "EHLO c.example", "DATA", "RSET", "NOOP X  y", "XYZZY", "MAIL From:<a@b>",
                "STARTTLS",
            ])
    }

    @Test(
        "a verb filter's refusal is the reply, and nothing else happens",
        arguments: [
            "NOOP", "RSET", "QUIT", "MAIL", "STARTTLS", "EHLO",
        ])
    func refusal(_ verb: String) {
        var server = Self.filtering(Record(), refuses: verb)
        server.start()
        server.processCommand("HELO c.example")
        let arguments = ["MAIL": " FROM:<a@b>", "EHLO": " d.example"]
        let before = server.session.phaseName
        let reply = server.processCommand(verb + (arguments[verb] ?? ""))
        #expect(reply?.code == 500)
        #expect(reply?.words == "Unrecognised command")
        #expect(server.session.phaseName == before)
        #expect(server.session.hello?.name == "c.example")
    }

    @Test("a verb filter can demand AUTH before MAIL")
    func authenticationFirst() {
        let record = Record()
        var isAuthenticated = false
        var server = SeedIntents.authenticating(record) { _, _ in
            isAuthenticated = true
            return true
        }
        server.verbFilter = { verb, _ in
            guard verb == "MAIL", !isAuthenticated else { return nil }
            return CustomReply(550, nil, "Authenticate first")
        }
        #expect(server.processCommand("MAIL FROM:<>")?.words == "Authenticate first")
        #expect(
            server.codes("AUTH PLAIN " + SeedIntents.base64("\0tim\0x"), "MAIL FROM:<>") == [
                235, 250,
            ])
    }

    @Test(
        "a verb filter sees no response of an exchange, no message text, nothing before a handshake"
    )
    func noText() {
        let record = Record()
        var server = Self.filtering(record)
        server.validateAuthentication = { _, _ in false }
        server.configuration.allowsPlaintextAuthentication = true
        _ = server.codes("EHLO c.example", "AUTH LOGIN", "RSET", "c2VjcmV0")
        _ = server.codes("MAIL FROM:<>", "RCPT TO:<a@b>", "DATA", "NOOP", ".", "STARTTLS", "NOOP")
        #expect(
            record.seen.suffix(6) == [
                "EHLO c.example", "AUTH LOGIN", "MAIL FROM:<>", "RCPT TO:<a@b>", "DATA", "STARTTLS",
            ])
    }

    @Test(
        "a verb filter is not asked about a line that is no command",
        arguments: [("", 500), ("\u{1B}", 501), ("é", 500), ("a\nb", 500)] as [(String, UInt16)])
    func noCommand(_ line: String, _ code: UInt16) {
        let record = Record()
        var server = Self.filtering(record)
        #expect(server.codes(line) == [code])
        #expect(record.seen == ["EHLO c.example"])
    }

    @Test("a verb filter is not asked about a line above maximumLineLength")
    func tooLong() {
        let record = Record()
        var server = Self.filtering(record)
        #expect(server.codes("NOOP " + String(repeating: "x", count: 506)) == [500])
        #expect(record.seen == ["EHLO c.example"])
    }

    @Test("a verb filter that throws, or whose reply refuses nothing, gives 451")
    func failing() {
        var server = SeedIntents.greeted {
            $0.verbFilter = { verb, _ in
                if verb == "RSET" { throw Broken() }
                return verb == "NOOP" ? CustomReply(250, nil, "Fine") : nil
            }
        }
        #expect(server.codes("RSET", "NOOP", "MAIL FROM:<>") == [451, 451, 250])
    }
}
