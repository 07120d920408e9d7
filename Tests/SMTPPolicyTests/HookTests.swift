import SASL
import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import Testing

@Suite("Hooks of the embedded server")
struct HookTests {
    static let transaction = SMTPServerTests.transaction

    static func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }

    /// A mechanism that names nobody.
    private struct Nobody: MechanismImplementation {
        let name = "X-NOBODY"
        let isPlaintext = false

        func challenge(_ exchange: AuthenticationExchange, _ server: ServerContext) -> [UInt8]? {
            exchange.responses.isEmpty ? [] : nil
        }

        func claim(in exchange: AuthenticationExchange) -> Claim {
            Claim(authenticationIdentity: "", proof: .password(Secret(exchange.responses[0])))
        }

        func clientStep(
            _ credential: Credential, exchange: AuthenticationExchange, _ client: ClientContext
        ) -> ClientStep {
            .initialResponse([])
        }
    }

    @Test("a recipient can be taken from authenticated clients only")
    func onlyIfAuthenticated() {
        let server = SeedIntents.authenticating()
        server.on(.recipient) { recipient, context in
            guard context.authenticatedUser == nil else { return nil }
            throw Refusal(550, "5.7.1", "Authenticate first")
        }
        #expect(server.codes("MAIL FROM:<>", "RCPT TO:<a@b>") == [250, 550])
        #expect(server.processCommand("RCPT TO:<a@b>")?.words == "Authenticate first")
        #expect(server.codes("RSET", SeedIntentsAuthenticationTests.plain) == [250, 235])
        #expect(server.codes("MAIL FROM:<>", "RCPT TO:<a@b>") == [250, 250])
    }

    @Test("a hook sees who connected, TLS, the user, the greeting and the envelope so far")
    func context() {
        let server = SeedIntents.authenticating()
        var seen: SessionContext?
        server.on(.data) { _, context in
            seen = context
            return nil
        }
        let tls = TLSInfo(clientIdentity: "ann")
        server.start(Peer(address: "192.0.2.1", tls: tls), at: Instant(milliseconds: 7))
        _ = server.codes("EHLO c.example", SeedIntentsAuthenticationTests.plain)
        _ = server.codes("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA")
        #expect(seen?.peer.address == "192.0.2.1")
        #expect(seen?.tls == tls)
        #expect(seen?.authenticatedUser == "tim")
        #expect(seen?.hello == Hello(name: "c.example", isExtended: true))
        #expect(seen?.envelope == Envelope(sender: "a@b", recipients: ["c@d"]))
        #expect(seen?.time == Instant(milliseconds: 7))
    }

    @Test("each of the questions has a hook")
    func all() {
        let server = SMTPServer()
        var seen: [Hook] = []
        func note(_ hook: Hook) -> Answer? {
            seen.append(hook)
            return nil
        }
        server.configuration.mechanisms = ["EXTERNAL"]
        server.configuration.extensions.formUnion([
            .perRecipientReplies, .burl, .remoteQueue, .reversal,
        ])
        server.on(.delivery) { _, _ in note(.delivery) }
        server.on(.etrn) { _, _ in note(.etrn) }
        server.on(.atrn) { _, _ in note(.atrn) }
        server.on(.turned) { _, _ in note(.turned) }
        server.on(.burl) { _, _ in note(.burl) }
        server.on(.connect) { _, _ in note(.connect) }
        server.on(.hello) { _, _ in note(.hello) }
        server.on(.capabilities) { keywords, _ in
            _ = note(.capabilities)
            return .capabilities(keywords + ["X-MORE"])
        }
        server.on(.verb) { _, _ in nil }
        server.on(.sender) { sender, _ in note(.sender) }
        server.on(.recipient) { _, _ in note(.recipient) }
        server.on(.data) { _, _ in note(.data) }
        server.on(.message) { message, _ in
            #expect(message.content?.octets == Array("x\r\n".utf8))
            _ = note(.message)
            return .accept()
        }
        server.on(.auth) { standing, _ in
            #expect(standing.user == "ann")
            return note(.auth)
        }
        server.on(.tls) { _, _ in note(.tls) ?? .accept() }
        server.on(.verify) { _, _ in note(.verify) }
        server.on(.expand) { _, _ in note(.expand) }
        server.on(.unknown) { _, _ in note(.unknown) ?? .accept() }
        server.start(Peer(tls: TLSInfo(clientIdentity: "ann")))
        let hello = server.processCommand("EHLO c.example")
        #expect(hello?.lines.last == "250 X-MORE")
        #expect(
            server.codes("AUTH EXTERNAL =", "VRFY a", "EXPN a", "NOPE")
                == [235, 252, 252, 250])
        #expect(
            server.codes("MAIL FROM:<>", "RCPT TO:<a@b>", "DATA", "x", ".")
                == [250, 250, 354, 0, 250])
        _ = server.codes(
            "ETRN a.example", "MAIL FROM:<> PRDR", "RCPT TO:<a@b>", "RCPT TO:<c@d>", "DATA", "x",
            ".",
            "MAIL FROM:<>", "RCPT TO:<a@b>", "BURL imap://a.example/1", "RSET",
            "ATRN a.example", "220 a.example")
        server.start()
        #expect(server.codes("EHLO c.example", "STARTTLS") == [250, 220])
        #expect(Set(seen) == Set(Hook.allCases).subtracting([.verb]))
    }

    @Test("a closure may use the server that calls it")
    func capturing() {
        let server = SMTPServer()
        server.messageReceived = { [unowned server] message in
            // What a client says in the middle of a decision waits for it.
            _ = server.receive(Array("NOOP\r\n".utf8))
            return "\(server.session.envelope.recipients.count)-\(server.isClosed)"
        }
        server.validateRecipient = { [unowned server] _ in server.session.hello != nil }
        server.verbFilter = { [unowned server] _, _ in
            server.maximumRecipients = 5
            return nil
        }
        let replies = Self.text(server.receive(Array(Self.transaction.utf8.dropLast(6))))
        let lines = replies.split(separator: "\r\n")
        #expect(lines.suffix(2) == ["250 2.6.0 Message accepted as 1-false", "250 2.0.0 OK"])
    }

    @Test("a hook may suspend: what the client sends waits")
    func suspending() async {
        let server = SMTPServer()
        server.messageReceived = { $0.identifier }
        server.on(.recipient) { recipient, context in
            await Task.yield()
            return recipient.path == "c@d.example" ? .accept() : .reject()
        }
        var sent = await server.start()
        sent += await server.receive(Array(Self.transaction.utf8))
        let lines = Self.text(sent).split(separator: "\r\n")
        #expect(lines.first?.hasPrefix("220 ") == true)
        #expect(lines.contains("250 2.6.0 Message accepted as m1"))
        #expect(server.isClosed)
    }

    @Test("a call that does not suspend leaves the question open, until the server is resumed")
    func resuming() async {
        let server = SeedIntents.greeted()
        server.on(.sender) { _, _ in
            await Task.yield()
            throw Refusal(550, "5.7.1", "Not you")
        }
        func ask() { #expect(server.processCommand("MAIL FROM:<a@b>") == nil) }
        ask()
        #expect(server.isAwaitingAnswer)
        #expect(Self.text(await server.resume()) == "550 5.7.1 Not you\r\n")
        #expect(!server.isAwaitingAnswer)
    }

    @Test("a greeting that a hook holds back is not sent before it has answered")
    func greeting() async {
        let server = SMTPServer()
        server.on(.connect) { peer, _ in
            await Task.yield()
            return nil
        }
        func begin() { #expect(server.start().wire.isEmpty) }
        begin()
        #expect(Self.text(await server.resume()) == "220 mx.sim.example ESMTP smtpsim\r\n")
    }

    @Test("a mechanism that names nobody, believed by the closure, makes no anonymous user")
    func nobody() {
        let server = SMTPServer()
        server.mechanisms = [Mechanism(Nobody())]
        server.configuration.mechanisms = ["X-NOBODY"]
        server.validateAuthentication = { _, _ in true }
        #expect(server.codes("EHLO c.example", "AUTH X-NOBODY =") == [250, 235])
        #expect(server.session.authenticatedUser == "")
        server.start()
        server.on(.auth) { _, _ in .authenticated("guest") }
        #expect(server.codes("EHLO c.example", "AUTH X-NOBODY =") == [250, 235])
        #expect(server.session.authenticatedUser == "guest")
    }

    @Test("a refusal whose parts do not fit each other is a failure of ours")
    func refusals() {
        let record = Record()
        for refusal in [
            Refusal(550, "4.1.1", "No"), Refusal(550, "5.1", "No"), Refusal(569, nil, "No"),
            Refusal(550, "5.1.1", "N\u{F6}"), Refusal(250, "2.0.0", "Yes"),
        ] {
            let server = SeedIntents.greeted(record) { $0.validateSender = { _ in throw refusal } }
            record.log = []
            #expect(
                server.processCommand("MAIL FROM:<a@b>")?.lines == [
                    "451 4.3.0 Local error in processing"
                ])
            #expect(record.log.count > 2)
        }
    }

    @Test("a refusal with 421 closes")
    func unavailable() {
        let server = SeedIntents.greeted {
            $0.validateSender = { _ in throw Refusal(421, "4.3.2", "Too busy") }
        }
        #expect(
            server.processCommand("MAIL FROM:<a@b>")?.lines == ["421 4.3.2 mx.sim.example Too busy"]
        )
        #expect(server.isClosed)
    }
}
