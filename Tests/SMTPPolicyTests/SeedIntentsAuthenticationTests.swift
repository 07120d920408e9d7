import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@Suite("mailhog/smtp's intents: AUTH")
struct SeedIntentsAuthenticationTests {
    static let plain = "AUTH PLAIN " + SeedIntents.base64("\0tim\0secret")

    @Test(
        "mechanisms are listed as the closure says, asked at each EHLO",
        arguments: [
            (["PLAIN", "LOGIN", "CRAM-MD5", "EXTERNAL"], "AUTH PLAIN LOGIN CRAM-MD5 EXTERNAL"),
            (["LOGIN", "PLAIN"], "AUTH LOGIN PLAIN"), (["PLAIN"], "AUTH PLAIN"), ([], nil),
        ])
    func listed(_ mechanisms: [String], _ expected: String?) {
        var server = SeedIntents.authenticating(Record(), ["CRAM-MD5"])
        server.authenticationMechanisms = { mechanisms }
        let lines = server.processCommand("EHLO c.example")?.lines.map { $0.dropFirst(4) } ?? []
        #expect(lines.first { $0.hasPrefix("AUTH") }.map(String.init) == expected)
    }

    @Test("mechanisms that cannot be used before TLS are not listed before it")
    func listedBeforeTLS() {
        var server = SMTPServer()
        server.validateAuthentication = { _, _ in true }
        server.authenticationMechanisms = { ["PLAIN", "LOGIN"] }
        let reply = server.processCommand("EHLO c.example")
        #expect(reply?.lines.contains { $0.contains("AUTH") } == false)
        #expect(server.codes(Self.plain) == [504])
    }

    @Test("nothing is listed that requireTLS refuses before TLS")
    func listedUnderRequireTLS() {
        var server = SMTPServer()
        server.requireTLS = true
        server.tlsHandler = { true }
        server.validateAuthentication = { _, _ in true }
        server.authenticationMechanisms = { ["CRAM-MD5", "EXTERNAL"] }
        let reply = server.processCommand("EHLO c.example")
        #expect(server.codes("AUTH CRAM-MD5") == [530])
        #expect(reply?.lines.contains { $0.contains("AUTH") } == false)
        #expect(server.codes("STARTTLS") == [220])
        server.secured()
        let inside = server.processCommand("EHLO c.example")
        #expect(inside?.lines.contains { $0.hasSuffix("AUTH CRAM-MD5 EXTERNAL") } == true)
    }

    @Test("a mechanism counts in any case; one not listed is 504, none at all 501")
    func mechanismNames() {
        var server = SeedIntents.authenticating(Record(), ["PLAIN", "LOGIN"])
        #expect(
            server.codes("auth", "AUTH ", "AUTH CRAM-MD5", "AUTH NOPE") == [501, 501, 504, 504])
        #expect(server.codes("auth plain", "*", "AUTH LOGIN ", "*") == [334, 501, 334, 501])
        #expect(server.codes("AUTH login dGlt", "*", "AUTH Plain =") == [334, 501, 501])
    }

    @Test("AUTH is in order after EHLO only, and not within a transaction")
    func order() {
        var server = SMTPServer()
        server.validateAuthentication = { _, _ in true }
        #expect(server.codes("AUTH CRAM-MD5") == [503])
        #expect(server.codes("HELO c.example", "AUTH CRAM-MD5") == [250, 503])
        #expect(server.codes("EHLO c.example", "MAIL FROM:<>", "AUTH CRAM-MD5") == [250, 250, 503])
    }

    @Test("validateAuthentication that refuses gives 535, one that throws 451 or its own words")
    func verdicts() {
        let verdicts: [((String, [String]) throws -> Bool, UInt16)] = [
            ({ _, _ in true }, 235), ({ _, _ in false }, 535), ({ _, _ in throw Broken() }, 451),
            ({ _, _ in throw Refusal(454, "4.7.0", "Later") }, 454),
            ({ _, _ in throw Refusal(534, "5.7.9", "Too weak") }, 534),
        ]
        for (verdict, code) in verdicts {
            var server = SeedIntents.authenticating(accepts: verdict)
            #expect(server.codes(Self.plain) == [code])
            #expect((server.session.authenticatedUser != nil) == (code == 235))
            #expect(server.session.phaseName == "MAIL")
            #expect(server.codes(Self.plain) == [code == 235 ? 503 : code])
        }
    }

    @Test("without a hook and without users AUTH is neither offered nor done")
    func notOffered() {
        var server = SMTPServer()
        server.authenticationMechanisms = { ["PLAIN"] }
        server.start(Peer(tls: TLSInfo()))
        let reply = server.processCommand("EHLO c.example")
        #expect(reply?.lines.contains { $0.contains("AUTH") } == false)
        #expect(server.codes(Self.plain, "AUTH PLAIN @@@") == [502, 502])
    }

    @Test("PLAIN gives user and password, at once or after an empty 334")
    func plain() {
        let record = Record()
        var server = SeedIntents.authenticating(record)
        #expect(server.codes(Self.plain) == [235])
        #expect(record.seen == ["PLAIN", "tim", "secret"])
        server = SeedIntents.authenticating(record)
        #expect(server.processCommand("AUTH PLAIN")?.wire == Array("334 \r\n".utf8))
        #expect(server.codes(SeedIntents.base64("tim\0tim\0secret")) == [235])
        #expect(record.seen == ["PLAIN", "tim", "secret"])
        #expect(server.session.authenticatedUser == "tim")
    }

    @Test(
        "what is not base64 or not the mechanism's form is 501, and no closure is asked",
        arguments: ["@@@", "AHRpbQB", "AHRp=bQ", "=", "dGlt", "AGEAYgBj"])
    func broken(_ message: String) {
        let record = Record()
        var server = SeedIntents.authenticating(record)
        #expect(server.codes("AUTH PLAIN \(message)", "AUTH PLAIN", message) == [501, 334, 501])
        #expect(record.seen.isEmpty)
        #expect(server.session.phaseName == "MAIL")
    }

    @Test("an identity other than the authenticated one is not let in unseen by the closure")
    func otherIdentity() {
        for line in [
            "AUTH PLAIN " + SeedIntents.base64("root\0tim\0secret"), "AUTH EXTERNAL cm9vdA==",
        ] {
            let record = Record()
            var server = SeedIntents.authenticating(record, ["PLAIN", "EXTERNAL"])
            server.processCommand(line)
            #expect(server.session.authenticatedUser == nil, "\(line)")
            #expect(record.seen.isEmpty)
        }
    }

    @Test("LOGIN asks for the user and then the password, and gives both decoded")
    func login() {
        let record = Record()
        var server = SeedIntents.authenticating(record)
        #expect(server.processCommand("AUTH LOGIN")?.lines == ["334 VXNlcm5hbWU6"])
        #expect(server.processCommand("dGlt")?.lines == ["334 UGFzc3dvcmQ6"])
        #expect(server.codes("c2VjcmV0") == [235])
        #expect(record.seen == ["LOGIN", "tim", "secret"])
    }

    @Test("every line of an exchange is a response, whatever command it looks like")
    func everyLineIsAResponse() {
        let record = Record()
        var server = SeedIntents.authenticating(record, accepts: { _, _ in false })
        #expect(server.codes("AUTH LOGIN", "RSET", "QUIT") == [334, 334, 535])
        #expect(record.seen == ["LOGIN", "E!\u{13}", "AB\u{13}"])
        #expect(server.codes("AUTH LOGIN", "QUIT", "AUTH LOGIN") == [334, 334, 501])
        #expect(server.codes("AUTH PLAIN", "NOOP", "NOOP") == [334, 501, 250])
        #expect(!server.isClosed)
    }

    @Test("CRAM-MD5 has a new challenge each time, and gives user, digest and challenge")
    func cramMD5() {
        let record = Record()
        var server = SeedIntents.authenticating(record)
        let first = server.processCommand("AUTH CRAM-MD5")
        server.processCommand("*")
        let second = server.processCommand("AUTH CRAM-MD5")
        #expect(first?.code == 334)
        #expect(first != second)
        let digest = String(repeating: "0a", count: 16)
        #expect(server.codes(SeedIntents.base64("tim \(digest)")) == [235])
        #expect(record.seen.prefix(3) == ["CRAM-MD5", "tim", digest])
        #expect(record.seen.last.map(SeedIntents.base64) == second?.words)
        server = SeedIntents.authenticating()
        #expect(server.codes("AUTH CRAM-MD5 dGlt") == [501])
    }

    @Test("EXTERNAL gives the identity that TLS proves, not one that the client claims")
    func external() {
        let record = Record()
        var server = SeedIntents.authenticating(record, ["EXTERNAL"])
        #expect(server.codes("AUTH EXTERNAL =") == [235])
        #expect(record.seen == ["EXTERNAL", "ann"])
        #expect(server.session.authenticatedUser == "ann")
    }

    @Test("success is remembered, even after RSET and EHLO, and reported with the message")
    func remembered() {
        let record = Record()
        var server = SeedIntents.authenticating(record)
        #expect(
            server.codes(Self.plain, Self.plain, "RSET", "EHLO c.example") == [235, 503, 250, 250])
        #expect(server.codes("MAIL FROM:<>", "RCPT TO:<a@b>", "DATA", ".") == [250, 250, 354, 250])
        #expect(record.messages.first?.origin.authenticatedUser == "tim")
    }

    @Test("the third failure closes the connection with 421")
    func guessing() {
        var server = SeedIntents.authenticating(accepts: { _, _ in false })
        #expect(server.codes(Self.plain, Self.plain, Self.plain, "NOOP") == [535, 535, 421, 0])
        #expect(server.isClosed)
    }
}
