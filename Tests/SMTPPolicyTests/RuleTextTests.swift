import SMTPGrammar
import SMTPPolicy
import SMTPSession
import Testing

@Suite("The text of a rule")
struct RuleTextTests {
    @Test(
        "prints as it was read",
        arguments: [
            "recipient reject",
            #"recipient nosuch@* reject 550 5.1.1 "No such user""#,
            #"recipient *@sim.example tempfail 451 4.7.1 "Greylisted" once"#,
            "sender /^(ann|bob)@/ accept 250",
            #"sender "reject" discard"#,
            #"sender "/x/" discard every 2"#,
            #"sender "" reject 5.7.1"#,
            #"connect 192.0.2.* close 421 4.3.2 "Bye" after 3"#,
            "connect disconnect",
            "verb vrfy silence 25%",
            "data delay 5s times 3",
            #"data accept 354 "Go""#,
            #"message reply "250 \xFF\r\n250-x""#,
            #"capabilities capabilities "PIPELINING" "SIZE 100""#,
            "capabilities capabilities",
            #"auth ann challenge "more""#,
            "auth * authenticated ann once",
            "auth malformed",
            "auth malformed initial-response",
            #"hello *.bad.example rewrite "good.example""#,
            #"recipient rewrite "bob@sim.example""#,
            "connect accept link pieces 1 pause 20ms rate 100",
            "data accept 354 link cut 500 once",
            #"message reply "250 O" link cut 0 25% per sender"#,
            "hello delay 5s link half-close every 2",
            "tls accept link handshake fails",
            "tls accept link handshake stalls times 3",
            "recipient silence link usual",
            "recipient link accept",
            #"sender rewrite """#,
            "recipient ask",
            #"recipient tempfail 451 4.7.1 "Greylisted" per client sender recipient for 5m"#,
            "recipient reject once per recipient for 1h",
            "connect close every 2 per client",
            "message discard 10% per sender",
            #"sender "<a@b>" reject"#,
            #"recipient "550" reject"#,
            #"verify ann accept 250 "Ann\n<ann@sim.example>""#,
            #"unknown XFOO accept "e""#,
            "tls tempfail",
        ])
    func roundTrip(_ text: String) throws {
        let rule = try Handler(parsing: text)
        #expect(rule.description == text.replacing("auth * ", with: "auth "))
        #expect(try Handler(parsing: rule.description) == rule)
    }

    @Test("takes words in any case, blanks and tabs between them, and times 1 for once")
    func variants() throws {
        let rule = try Handler(parsing: "  Recipient\tNOSUCH@*  REJECT 550   Times 1 ")
        #expect(rule.description == "recipient NOSUCH@* reject 550 once")
    }

    @Test(
        "is understood in other forms, where they can mean one thing only",
        arguments: [
            ("recipient nosuch@* 550 5.1.1", "recipient nosuch@* reject 550 5.1.1"),
            (#"recipient 451 4.7.1 "Later" once"#, #"recipient tempfail 451 4.7.1 "Later" once"#),
            ("recipient 421", "recipient close 421"), ("tls 454", "tls tempfail 454"),
            ("connect 554", "connect reject 554"), ("data 354", "data accept 354"),
            ("recipient 550 reject", #"recipient "550" reject"#),
            (#"recipient "nosuch@*" reject"#, "recipient nosuch@* reject"),
            ("recipient 'nosuch@*' reject", "recipient nosuch@* reject"),
            ("recipient \u{201C}nosuch@*\u{201D} reject", "recipient nosuch@* reject"),
            ("recipient <bob@sim.example> reject", "recipient bob@sim.example reject"),
            ("sender <> reject", #"sender "" reject"#),
            (
                "recipient reject for 5m per recipient once",
                "recipient reject once per recipient for 5m"
            ),
        ])
    func otherForms(_ text: String, _ meaning: String) throws {
        #expect(try Handler(parsing: text).description == meaning)
    }

    @Test(
        "is refused with the place and a suggestion",
        arguments: [
            ("", 0, "a hook is missing", nil),
            ("recipent x reject", 0, "unknown hook recipent", "recipient"),
            ("recipient nosuch@* rejct", 19, "unknown action rejct", "reject"),
            ("recipient rejct 550", 10, "unknown action rejct", "reject"),
            ("recipient nosuch@*", 18, "an action is missing", nil),
            ("recipient reject onec", 17, "unexpected onec", "once"),
            ("recipient reject 250", 17, "reject takes a code of 500 to 559", nil),
            ("data accept 250", 12, "accept takes a code of 354", nil),
            ("sender accept 354", 14, "accept takes a code of 200 to 259", nil),
            (
                "recipient reject 550 4.1.1", 21,
                "the enhanced status code has another class than the reply code", nil
            ),
            (
                "recipient reject 5.1", 17,
                "an enhanced status code is a class 2, 4 or 5 and two numbers: 5.1.1", nil
            ),
            (
                "recipient reject 55", 17,
                "a reply code has three digits and follows the action", nil
            ),
            ("recipient reject 560", 17, "reject takes a code of 500 to 559", nil),
            (
                #"recipient reject 550 "déjà""#, 21,
                #"a reply's text is printable ASCII, \t and \n; send other octets with reply "…""#,
                nil
            ),
            ("verb NOOP accept 250", 17, "accept has no reply of its own for verb", nil),
            (#"verb accept "OK""#, 12, "accept has no reply of its own for verb", nil),
            (
                "message 50% discard", 8, "50% is a qualifier and follows the action",
                "message discard 50%"
            ),
            (
                "sender times 3 reject 550", 7,
                "times 3 is a qualifier and follows the action",
                "sender reject 550 times 3"
            ),
            (
                "sender once", 7, "once is a qualifier and follows the action",
                "sender ACTION once"
            ),
            (#"recipient reject "no"#, 17, "the closing quotation mark is missing", nil),
            (
                #"recipient reject "no"x"#, 21,
                "a blank is missing after the closing quotation mark", nil
            ),
            (#"recipient reject "é\q""#, 19, "unknown escape", nil),
            (#"recipient reject "\r""#, 17, nil, nil),
            ("recipient /a reject", 10, "the closing slash is missing", nil),
            ("recipient /(/ reject", 10, nil, nil),
            ("recipient reject times", 17, "times takes a number, 1 or more", nil),
            ("recipient reject every 0", 17, "every takes a number, 1 or more", nil),
            ("recipient reject 101%", 17, "a chance is 0% to 100%", nil),
            ("recipient reject once twice", 22, "unexpected twice", nil),
            (
                "recipient reject once times 2", 22, "times is one qualifier of its kind too many",
                nil
            ),
            ("recipient reject per", 17, "per takes what to count by", nil),
            ("recipient reject per recipent", 21, "per takes what to count by", "recipient"),
            (
                "message discard per recipient", 20,
                "message questions have no recipient to count by", nil
            ),
            ("recipient reject for 5", 17, "for takes a duration: 250ms, 5s, 2m, 1h", nil),
            (
                "recipient per sender for 5m reject", 10,
                "per sender is a qualifier and follows the action",
                "recipient for 5m reject per sender"
            ),
            ("rcpt x reject", 0, "unknown hook rcpt", "recipient"),
            ("MAIL x reject", 0, "unknown hook MAIL", "sender"),
            ("ehlo reject", 0, "unknown hook ehlo", "hello"),
            ("starttls reject", 0, "unknown hook starttls", "tls"),
            ("vrfy reject", 0, "unknown hook vrfy", "verify"),
            ("quit reject", 0, "unknown hook quit", "verb QUIT"),
            (
                "recipient nosuch@* reject 550 5.1.1 No such user once", 36,
                "put the text in quotes",
                #"recipient nosuch@* reject 550 5.1.1 "No such user" once"#
            ),
            (
                "sender reject 'Not you'", 14, "put the text in quotes",
                #"sender reject "Not you""#
            ),
            (
                "recipient 550 No such user", 14, "put the text in quotes",
                #"recipient 550 "No such user""#
            ),
            ("connect discard", 8, "discard does not answer connect questions", nil),
            ("auth delay 5s", 5, "delay does not answer auth questions", nil),
            ("data delay 5", 5, "delay takes a duration: 250ms, 5s, 2m, 1h", nil),
            (
                "data delay 9999999999999999999h", 5, "delay takes a duration: 250ms, 5s, 2m, 1h",
                nil
            ),
            ("recipient rewrite a@@b", 18, "not a path: a@@b", nil),
            ("recipient rewrite <>", 18, "not a path: <>", nil),
            (
                "tls foo accept", 4,
                "foo is not an action, and tls has nothing for a pattern to match", nil
            ),
        ] as [(String, Int, String?, String?)])
    func errors(_ text: String, _ column: Int, _ message: String?, _ suggestion: String?) {
        #expect {
            try Handler(parsing: text)
        } throws: { error in
            guard let error = error as? PolicySyntaxError else { return false }
            return error.column == column && (message.map { $0 == error.message } ?? true)
                && error.suggestion == suggestion
        }
    }

    @Test("has a column in characters and an offset in octets")
    func column() {
        #expect {
            try Handler(parsing: "sender é@x foo")
        } throws: { error in
            let error = error as? PolicySyntaxError
            return error?.column == 11 && error?.offset == 12
        }
    }

    @Test("shows nothing of a bad word raw")
    func shownSafely() {
        #expect {
            try Handler(parsing: "\u{1B}[2J x")
        } throws: { error in
            "\(error)".unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        }
    }

    @Test("A line of a reply has room for 496 octets of text")
    func longText() throws {
        let fits = String(repeating: "x", count: 496)
        _ = try Handler(parsing: "sender reject \"\(fits)\\n\(fits)\"")
        #expect(throws: PolicySyntaxError.self) {
            try Handler(parsing: "sender reject \"\(fits)x\"")
        }
    }

    @Test("prints back to the same rule, whatever the rule", arguments: 0..<2_000)
    func property(_ seed: UInt64) throws {
        var random = RandomRules(seed: seed)
        let rule = random.rule()
        #expect(try Handler(parsing: rule.description) == rule, "\(rule)")
    }

    @Test("Random octets are read or refused, never a crash")
    func noise() {
        var random = SeededRandom(seed: 7)
        let alphabet = Array(#"recipient accept reject "/\x*?%550 5.1.1 once é"#)
        for _ in 0..<5_000 {
            let count = Int.random(in: 0..<40, using: &random)
            let text = String(
                (0..<count).map { _ in alphabet.randomElement(using: &random) ?? " " })
            for prefix in ["", "recipient ", "auth * "] {
                guard let rule = try? Handler(parsing: prefix + text) else { continue }
                #expect((try? Handler(parsing: rule.description)) == rule, "\(prefix + text)")
            }
        }
    }
}
