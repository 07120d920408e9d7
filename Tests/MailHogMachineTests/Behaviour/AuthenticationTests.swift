import MailHogMachine
import Testing

struct AuthenticationTests {
    static let accepted = "235 Authentication successful"
    static let refused = "535 Authentication credentials invalid"
    static let unsupported = "504 Unsupported authentication mechanism"

    /// A dialogue in MAIL whose handler notes what it is given, and answers the same each time.
    private func dialogue(
        _ decision: MailHogDecision
    ) -> (Dialogue, Notebook<String>) {
        let claims = Notebook<String>()
        let dialogue = Dialogue(after: "EHLO x") { server in
            server.validateAuthentication = { mechanism, arguments in
                let texts = arguments.map { String(decoding: $0, as: UTF8.self) }
                claims.entries.append(([mechanism] + texts).joined(separator: ","))
                return decision
            }
        }
        return (dialogue, claims)
    }

    @Test(
        "only the exact texts are mechanisms",
        arguments: [
            "AUTH", "AUTH ", "auth plain", "AUTH plain", "AUTH Plain x", "AUTH LOGIN ",
            "AUTH LOGIN dXNlcg==", "AUTH login", "AUTH CRAM-MD5 x", "AUTH CRAM-MD5 ",
            "AUTH EXTERNAL", "AUTH FOO", "AUTH  PLAIN",
        ])
    func unsupported(line: String) {
        let dialogue = Dialogue(after: "EHLO x")
        #expect(dialogue.say(line) == AuthenticationTests.unsupported)
        #expect(dialogue.state == .mail)
    }

    @Test("a mechanism need not be listed, and authentication can be repeated")
    func unlisted() {
        let dialogue = Dialogue(after: "EHLO x") { $0.authenticationMechanisms = { ["LOGIN"] } }
        for _ in 0..<2 {
            #expect(dialogue.say("AUTH PLAIN AHVzZXIAcGFzcw==") == AuthenticationTests.accepted)
        }
    }

    @Test(
        "without a handler everything is successful",
        arguments: [
            "AUTH PLAIN ", "AUTH PLAIN @@@", "AUTH PLAIN YQ==", "AUTH EXTERNAL =", "AUTH EXTERNAL ",
        ])
    func unchecked(line: String) {
        #expect(Dialogue(after: "EHLO x").say(line) == AuthenticationTests.accepted)
    }

    @Test("without a handler exchanges of several lines are successful too")
    func uncheckedExchanges() {
        let dialogue = Dialogue(after: "EHLO x")
        #expect(dialogue.say("AUTH PLAIN") == "334 ")
        #expect(dialogue.state == .authPlain)
        #expect(dialogue.say("oink") == AuthenticationTests.accepted)
        #expect(dialogue.say("AUTH LOGIN") == "334 VXNlcm5hbWU6")
        #expect(dialogue.state == .authLogin)
        #expect(dialogue.say("oink") == "334 UGFzc3dvcmQ6")
        #expect(dialogue.state == .authLogin2)
        #expect(dialogue.say("oink") == AuthenticationTests.accepted)
        #expect(
            dialogue.say("AUTH CRAM-MD5")
                == "334 PDQxOTI5NDIzNDEuMTI4Mjg0NzJAc291cmNlZm91ci5hbmRyZXcuY211LmVkdT4=")
        #expect(dialogue.state == .authCramMD5)
        #expect(dialogue.say("oink") == AuthenticationTests.accepted)
        #expect(dialogue.state == .mail)
    }

    @Test("what the handler refuses is answered with its reply, what it accepts with 235")
    func decisions() {
        let (refusing, _) = dialogue(.refuse(.invalidAuthentication()))
        #expect(refusing.say("AUTH EXTERNAL x") == AuthenticationTests.refused)
        let (accepting, _) = dialogue(.accept)
        #expect(accepting.say("AUTH EXTERNAL x") == AuthenticationTests.accepted)
        let (silent, _) = dialogue(.refuse(nil))
        #expect(silent.say("AUTH EXTERNAL x") == nil)
        #expect(silent.state == .mail)
    }

    @Test("PLAIN hands over the second and third part and drops all others")
    func plain() {
        let (dialogue, claims) = dialogue(.accept)
        dialogue.say("AUTH PLAIN dGVzdAB0ZXN0ADEyMzQ=")
        dialogue.say("AUTH PLAIN AGEAYgBj")
        dialogue.say("AUTH PLAIN")
        dialogue.say("dGVzdAB0ZXN0ADEyMzQ=")
        #expect(claims.entries == ["PLAIN,test,1234", "PLAIN,a,b", "PLAIN,test,1234"])
        #expect(dialogue.state == .mail)
    }

    @Test(
        "PLAIN ignores errors of base64, and wants three parts",
        arguments: ["=", "@@@", "YQ==", "", "*"])
    func badPlain(text: String) {
        let (dialogue, claims) = dialogue(.accept)
        #expect(dialogue.say("AUTH PLAIN " + text) == "550 Badly formed parameter")
        dialogue.say("AUTH PLAIN")
        #expect(dialogue.say(text) == "550 Badly formed parameter")
        #expect(dialogue.state == .mail)
        #expect(claims.entries.isEmpty)
    }

    @Test(
        "of bad base64 the part before the error counts",
        arguments: [
            ("AGEAYg==", "a,b"), ("AGEAYg==x", "a,b"), ("AGEAYg==\nx", "a,b"),
            ("AGEA\nYg==", "a,b"), ("AGEAYg", "a,"), ("AGEAYg=", "a,"), ("AGEAYg=x", "a,"),
            ("AGEAYmM=", "a,bc"), ("AGEAYmM=!", "a,bc"), ("AGEA!Yg==", "a,"), ("AGEAY===", "a,"),
        ])
    func forgivingBase64(text: String, claim: String) {
        let (dialogue, claims) = dialogue(.accept)
        dialogue.say("AUTH PLAIN " + text)
        #expect(claims.entries == ["PLAIN," + claim])
    }

    @Test("LOGIN hands both lines over as they came, even an asterisk")
    func login() {
        let (dialogue, claims) = dialogue(.accept)
        for line in ["AUTH LOGIN", "dXNlcg==", "cGFzcw==", "AUTH LOGIN", "*", "*"] {
            dialogue.say(line)
        }
        #expect(claims.entries == ["LOGIN,dXNlcg==,cGFzcw==", "LOGIN,*,*"])
    }

    @Test("LOGIN's user is the line before the password, whatever it was")
    func loginAfterNoop() {
        let (dialogue, claims) = dialogue(.accept)
        for line in ["AUTH LOGIN", "dXNlcg==", "NOOP", "cGFzcw=="] { dialogue.say(line) }
        #expect(claims.entries == ["LOGIN,NOOP,cGFzcw=="])
    }

    @Test("CRAM-MD5 and EXTERNAL hand one text over as it came")
    func oneText() {
        let (dialogue, claims) = dialogue(.accept)
        for line in ["AUTH CRAM-MD5", "abc def", "AUTH EXTERNAL =", "AUTH EXTERNAL a b"] {
            dialogue.say(line)
        }
        #expect(claims.entries == ["CRAM-MD5,abc def", "EXTERNAL,=", "EXTERNAL,a b"])
    }

    @Test("within an exchange RSET, NOOP, QUIT and STARTTLS are commands")
    func commandsWithin() {
        let (dialogue, claims) = dialogue(.accept)
        for start in ["AUTH LOGIN", "AUTH PLAIN", "AUTH CRAM-MD5"] {
            dialogue.say(start)
            let state = dialogue.state
            #expect(dialogue.say("noop") == "250 Ok")
            #expect(dialogue.state == state)
            #expect(dialogue.say("STARTTLS") == unrecognised)
            #expect(dialogue.state == state)
            #expect(dialogue.say("RSET") == "250 Ok")
            #expect(dialogue.state == .mail)
        }
        dialogue.say("AUTH LOGIN")
        #expect(dialogue.say("QUIT") == "221 Bye")
        #expect(claims.entries.isEmpty)
    }

    @Test("within an exchange every other line is data, even AUTH LOGIN and MAIL")
    func dataWithin() {
        let (dialogue, claims) = dialogue(.accept)
        for line in ["AUTH LOGIN", "MAIL FROM:<a@x>", "AUTH LOGIN"] { dialogue.say(line) }
        #expect(claims.entries == ["LOGIN,MAIL FROM:<a@x>,AUTH LOGIN"])
    }

    @Test("AUTH is known in MAIL only")
    func onlyInMail() {
        #expect(Dialogue().say("AUTH PLAIN") == unrecognised)
        #expect(Dialogue.inTransaction().say("AUTH PLAIN") == unrecognised)
    }

    @Test("a message needs no authentication, and success is not remembered")
    func notRemembered() {
        let (dialogue, _) = dialogue(.refuse(.invalidAuthentication()))
        dialogue.say("AUTH PLAIN AHVzZXIAcGFzcw==")
        #expect(dialogue.say("MAIL FROM:<a@x>") == "250 Sender a@x ok")
    }
}
