import SMTPSession
import SMTPSimulator
import Testing

@testable import Workbench

@Suite("The words that the reference knows")
struct ReferenceWordTests {
    /// What people asked for in mail forums, and what this simulator lacked an article on.
    @Test(
        "each has an article of its kind",
        arguments: [
            (.parameter, "NOTIFY RET ENVID ORCPT BY HOLDFOR HOLDUNTIL AUTH= SIZE BODY"),
            (.verb, "LHLO BDAT ETRN ATRN BURL TURN"),
            (.extension, "XCLIENT XFORWARD DSN SMTPUTF8 CHUNKING ETRN PIPELINING"),
            (
                .mechanism,
                """
                PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256-PLUS SCRAM EXTERNAL \
                ANONYMOUS XOAUTH2 OAUTHBEARER NTLM GSSAPI GS2-KRB5 GS2-ANY KERBEROS_V4 OTP SECURID
                """
            ),
            (.state, "START HELLO MAIL RCPT DATA BDAT AUTH TLS CLOSED ESTABLISH AUTHLOGIN2 DONE"),
            (.answer, "accept tempfail discard ask"), (.hook, "recipient message auth"),
            (.setting, "maximum-recipients require-tls tolerate.content.bare-lf"),
            (.profile, "strict mailhog"), (.command, ":undo goto save"), (.rule, "tls.discarded"),
            (
                .concept,
                """
                envelope bounce bounces greylisting dot-stuffing smuggling submission relay MTA MSA \
                MUA DSN SPF DKIM DMARC MX null-MX smarthost open-relay backscatter pipelining base64 \
                CRLF transaction session null-sender postmaster return-path received trace-header \
                tarpit rate-limit mailing-list loop internationalised-address PROXY LMTP
                """
            ),
        ] as [(ReferenceEntry.Kind, String)])
    func known(_ kind: ReferenceEntry.Kind, _ words: String) {
        for word in words.split(separator: " ").map(String.init) {
            let kinds = Reference.entries(for: word).map(\.kind)
            #expect(kinds.contains(kind), "\(word): \(kinds)")
        }
    }

    @Test("every state has an article")
    func states() {
        for name in Session.Phase.allCases.map(\.rawValue) {
            #expect(Reference.entries(for: name).contains { $0.kind == .state }, "\(name)")
        }
    }

    @Test("every mechanism that a server can offer has an article")
    func mechanisms() {
        for mechanism in OfferedMechanism.known {
            let kinds = Reference.entries(for: mechanism.name).map(\.kind)
            #expect(kinds.contains(.mechanism), "\(mechanism.name)")
        }
    }

    @Test("the examples of an article can be typed", arguments: Reference.concepts)
    func examples(_ entry: ReferenceEntry) throws {
        for example in entry.examples where example.hasPrefix(":") {
            _ = try PromptCommand.parse(String(example.dropFirst()))
        }
    }

    @Test("no article repeats another's title within its kind")
    func titles() {
        let titles = Reference.concepts.flatMap(\.names).map { ReferenceWord($0) }
        #expect(Set(titles).count == titles.count)
    }

    @Test("a phrase is looked up as a whole, be it joined by blanks or hyphens")
    func phrases() {
        var screen = greetedScreen()
        let open = screen.answer(to: ":explain open relay")
        #expect(open.hasPrefix("# open relay   RFC 2505 §2.1\n"))
        #expect(screen.answer(to: ":explain Open-Relay") == open)
        let two = screen.answer(to: ":explain null sender 550")
        #expect(two.hasPrefix("# null sender   RFC 5321 §4.5.5\n"))
        #expect(two.contains("\n#\n# 550   RFC 5321 §4.2.3\n"))
    }

    @Test("a word that means several things gets all articles, each with its kind")
    func homonyms() {
        var screen = greetedScreen()
        let shown = screen.answer(to: ":explain ETRN")
        #expect(shown.hasPrefix("# ETRN   RFC 1985 §5\n"))
        #expect(shown.contains("\n# extension ETRN   RFC 1985 §4\n"))
        #expect(screen.answer(to: ":explain MAIL").contains("\n# state MAIL\n"))
    }

    @Test("an extension that is off says how to switch it on")
    func switchedOff() {
        var screen = greetedScreen()
        #expect(!screen.answer(to: ":explain SIZE").contains(":set size on"))
        screen.type(":set size off")
        let hint = "\n# This server does not list it; :set size on"
        #expect(screen.answer(to: ":explain SIZE").contains(hint))
    }

    @Test("a line in quotes keeps the blank at its end, which is its fault")
    func quotedLine() {
        var screen = greetedScreen()
        for line in [#":explain "HELO ""#, ":explain 'HELO '"] {
            #expect(screen.answer(to: line).contains("syntax.argument-missing"), "\(line)")
        }
        #expect(screen.answer(to: ":explain HELO").hasPrefix("# HELO   RFC 5321 §4.1.1.1\n"))
        #expect(Explanation("HELO ", in: Configuration()).outcome == .refused)
    }

    @Test("an unknown word names what is near: slips of the finger, and words that contain it")
    func unknown() {
        var screen = greetedScreen()
        #expect(screen.answer(to: ":explain greylsting").contains("did you mean greylisting?"))
        #expect(screen.answer(to: ":explain disposition").contains("disposition-notification"))
        #expect(screen.answer(to: ":explain zzzzzz").contains("hint: a code, a verb"))
    }
}
