import SMTPGrammar
import SMTPSession
import Testing

@testable import Workbench

@Suite("The offline reference")
struct ReferenceTests {
    @Test("every word for completion has an article", arguments: Reference.words)
    func words(_ word: String) {
        #expect(Reference.entry(for: word)?.paragraphs.isEmpty == false)
    }

    @Test("every code that a rule gives has an article of its own")
    func codes() {
        let known = Set(Reference.replyCodes.map(\.title))
        for rule in Rule.allCases where rule.code >= 200 {
            #expect(known.contains("\(rule.code)"), "\(rule.code) of \(rule.id)")
        }
    }

    @Test("every enhanced code that a rule gives is registered")
    func enhancedCodes() {
        for rule in Rule.allCases {
            guard let code = rule.enhanced else { continue }
            #expect(
                Reference.enhancedCodes.contains {
                    $0.title == "\(code.subject).\(code.detail)"
                }, "\(code) of \(rule.id)")
        }
    }

    @Test("every verb of the machine has an article", arguments: Verb.allCases)
    func verbs(_ verb: Verb) {
        #expect(Reference.entry(for: verb.name.lowercased())?.title == verb.name)
    }

    @Test("what the machine knows stands in no table beside it")
    func once() {
        let keywords = Reference.extensions(in: Configuration()).map(\.title)
        #expect(Set(keywords).count == keywords.count)
        let verbs = Reference.verbs.map(\.title)
        #expect(Set(verbs).count == verbs.count)
        let parameters = Reference.parameters(in: Configuration()).map(\.title)
        #expect(Set(parameters).count == parameters.count)
        let mechanisms = Reference.mechanisms.flatMap(\.names)
        #expect(Set(mechanisms).count == mechanisms.count)
    }

    @Test(":explain covers codes, any class of an enhanced code, verbs and extensions")
    func explain() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: ":explain 550") == """
                # 550   RFC 5321 §4.2.3
                # Refused for good: there is no such mailbox, or policy says no.
                # 5yz: no; the same command will fail again. x5z: about the mail system and the requested \
                transfer.

                """)
        #expect(screen.answer(to: ":explain x.7.1").hasPrefix("# x.7.1   RFC 3463 §3.8\n"))
        #expect(screen.answer(to: ":explain pipelining").hasPrefix("# PIPELINING   RFC 2920 §3\n"))
        #expect(
            screen.answer(to: ":explain order.mail-first").contains(
                "Reply: 503 5.5.1 Send MAIL first"))
    }

    @Test("an unknown code is explained by its digits")
    func unknownCode() {
        #expect(Reference.entry(for: "599")?.paragraphs.last?.hasPrefix("5yz: no;") == true)
        #expect(Reference.entry(for: "5.9.99") != nil)
        #expect(Reference.entry(for: "600") == nil)
        #expect(Reference.entry(for: "5.01.1") == nil)
    }

    @Test("an unknown word suggests the nearest")
    func unknown() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: ":explain PIPELINNG")
                == "# error: there is no article on PIPELINNG\n# hint: did you mean PIPELINING?\n")
    }

    @Test("a command line is taken apart")
    func commandLine() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: ":explain MAIL FROM:<a@b> SIZE=10") == """
                #   MAIL FROM:<a@b> SIZE=10
                # reverse path  <a@b>
                # local part    a
                # domain        b
                # SIZE          10 octets declared
                # S: 250 2.1.0 Sender OK

                """)
    }

    @Test("a wrong command line has a caret, the rule, and the syntax")
    func wrongLine() {
        var screen = greetedScreen()
        let shown = screen.answer(to: ":explain RCPT TO:<a b>")
        #expect(shown.hasPrefix("#   RCPT TO:<a b>\n#             ^ "))
        #expect(shown.hasSuffix("#   RCPT TO:<bob@sim.example>\n"))
    }

    @Test("after a success, nothing is wrong", arguments: ["2.1.0", "2.5.0", "2.6.0", "2.7.0"])
    func success(_ code: String) {
        let text = Reference.entry(for: code)?.paragraphs.joined(separator: " ") ?? ""
        #expect(text.hasPrefix("Other, or nothing further, about "))
        #expect(!text.contains("wrong"))
        let refusal = Reference.entry(for: "5" + code.dropFirst())
        #expect(refusal?.paragraphs.first?.contains("wrong") == true)
    }

    @Test("an AUTH line is taken apart without its secret and without a verdict")
    func authentication() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: ":explain AUTH PLAIN AHRpbQBzZWNyZXQ=") == """
                #   AUTH PLAIN ****
                # mechanism         PLAIN
                # initial response  **** stands for 11 octets in base64: authzid, authcid, passwd

                """)
        #expect(!screen.answer(to: ":explain AUTH PLAIN AHRpbQBzZWNy!ZXQ=").contains("AHRp"))
        #expect(!screen.bench.mayRemember(Array(":explain AUTH PLAIN AHRpbQBzZWNyZXQ=".utf8)))
    }

    @Test("an explanation is one object for programs")
    func json() {
        let words = Explanation("550 nosuch", in: Configuration())
        #expect(words.outcome == .unknown)
        #expect(words.json.text.hasPrefix(#"{"words":[{"word":"550","known":true,"title":"550","#))
        let line = Explanation("MAIL FROM: <a@b>", in: Configuration())
        #expect(line.outcome == .refused)
        #expect(
            line.json.text.contains(
                #""fault":{"offset":10,"problem":"no space is allowed after the colon"}"#))
        let auth = Explanation("AUTH PLAIN AHRpbQBzZWNyZXQ=", in: Configuration())
        #expect(auth.outcome == .known)
        #expect(!auth.json.text.contains("AHRp"))
    }
}
