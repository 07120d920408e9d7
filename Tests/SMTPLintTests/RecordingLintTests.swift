import SMTPImport
import SMTPLint
import SMTPSession
import Testing

@Suite("Lint of recorded conversations")
struct RecordingLintTests {
    @Test("Nobody is judged by commands that were guessed from replies")
    func guessed() throws {
        let source = "220 mx.example\n250 mx.example\n500 what?\n503 no\n221 Bye\n"
        let recording = try #require(TranscriptReader.read(Array(source.utf8), from: "bare"))
        let conversation = try #require(recording.conversations.first)
        var player = RecordingPlayer()
        #expect(conversation.isGuessed && player.lint(conversation).isEmpty)
    }

    @Test("DATA for another recipient is no repetition of one that was refused, for the same it is")
    func otherRecipient() {
        func attempt(_ recipient: String, _ replies: (rcpt: String, data: String)) -> String {
            """
            C: MAIL FROM:<ann@client.example>
            S: 250 OK
            C: RCPT TO:<\(recipient)>
            S: \(replies.rcpt)
            C: DATA
            S: \(replies.data)
            C: RSET
            S: 250 OK

            """
        }
        let refused = attempt("nosuch@sim.example", ("550 No such user", "554 No valid recipients"))
        let other = attempt("bob@sim.example", ("250 OK", "554 No"))
        let rules = { (talk: String) in
            lint(greeted + talk + ended).filter { $0.contains("client.retry-after-refusal") }
        }
        #expect(rules(refused + other) == [])
        #expect(rules(other + other).count == 1)
    }

    @Test("a good client is not blamed")
    func good() {
        #expect(
            lint(
                greeted + begun + "T: Subject: x\nT: \nT: ..dot\nT: .\nS: 250 OK\n"
                    + ended) == [])
        #expect(lint(plain + ended + "closed\n") == [])
    }

    @Test("pipelining as it may be is not blamed, whatever the replies are")
    func pipelined() {
        let group = """
            C: MAIL FROM:<ann@client.example>
            C: RCPT TO:<nosuch@sim.example>
            C: DATA
            S: 250 OK
            S: 550 No such user
            S: 554 No valid recipients

            """
        #expect(lint(greeted + group + "C: RSET\nS: 250 OK\n" + ended) == [])
        let refused = """
            C: MAIL FROM:<ann@client.example>
            C: RCPT TO:<bob@sim.example>
            S: 550 Not from you
            S: 503 MAIL first

            """
        #expect(lint(greeted + refused + ended) == [])
    }

    @Test("pipelining that EHLO did not offer is an error")
    func unauthorized() {
        let group = """
            C: MAIL FROM:<ann@client.example>
            C: RCPT TO:<bob@sim.example>
            S: 250 OK
            S: 250 OK

            """
        #expect(lint(plain + group + ended) == ["4 error pipelining.unauthorized"])
    }

    @Test("a command that must end its group is an error in the middle of one")
    func notLast() {
        let group = """
            C: NOOP
            C: RSET
            S: 250 OK
            S: 250 OK

            """
        #expect(lint(greeted + group + ended) == ["7 error pipelining.not-last"])
    }

    @Test("where replies were not recorded, nobody is blamed for not waiting")
    func withoutReplies() {
        #expect(
            lint(
                "C: EHLO client.example\nC: MAIL FROM:<ann@client.example>\nC: RCPT "
                    + "TO:<b@sim.example>\n")
                == ["3 hint connection.no-quit"])
    }

    @Test("what EHLO did not list is not to be used")
    func offer() {
        #expect(
            lint(plain + "C: MAIL FROM:<ann@client.example> SIZE=10\nS: 250 OK\n" + ended)
                == ["4 error parameter.not-offered"])
        #expect(
            lint(plain + "C: BDAT 0 LAST\nS: 502 No\n" + ended).contains(
                "4 error "
                    + "order.mail-first"))
        #expect(
            lint(plain + "C: ETRN x.example\nS: 502 No\n" + ended) == [
                "4 error "
                    + "command.not-offered"
            ])
    }

    @Test("no EHLO after STARTTLS is an error")
    func helloAfterTLS() {
        let greeted = "S: 220 mx\nC: EHLO client.example\nS: 250-mx\nS: 250 STARTTLS\n"
        let secured = greeted + "C: STARTTLS\nS: 220 Go on\ntls\n"
        #expect(
            lint(
                secured + "C: MAIL FROM:<ann@client.example>\nS: 250 OK\nC: RSET\nS: 250 OK\n"
                    + ended)
                == ["8 error order.hello-after-tls"])
        #expect(lint(secured + "C: EHLO client.example\nS: 250 mx\n" + ended) == [])
    }

    @Test(
        "a password in clear is an error where STARTTLS was on offer, else a hint")
    func password() {
        let clear = "S: 220 mx\nC: EHLO client.example\nS: 250-mx\nS: 250 AUTH PLAIN\n"
        let auth = "C: AUTH PLAIN AGFubgBzZWNyZXQ=\nS: 235 OK\n"
        #expect(lint(clear + auth + ended) == ["5 hint client.password-in-clear"])
        let both = clear.replacing("S: 250 AUTH", with: "S: 250-STARTTLS\nS: 250 AUTH")
        #expect(lint(both + auth + ended) == ["6 error client.password-in-clear"])
        #expect(lint("tls\n" + clear + auth + ended) == [])
    }

    @Test("a mechanism that was not listed is an error, and no secret is shown")
    func mechanism() {
        let listed = "tls\nS: 220 mx\nC: EHLO client.example\nS: 250-mx\nS: 250 AUTH LOGIN\n"
        let text = listed + "C: AUTH PLAIN AGFubgBzZWNyZXQ=\nS: 535 No\n" + ended
        #expect(lint(text) == ["6 error auth.mechanism-unknown"])
        var player = RecordingPlayer()
        let shown = String(decoding: player.lint(recorded(text))[0].octets, as: UTF8.self)
        #expect(shown == "AUTH PLAIN ****")
    }

    @Test("secrets that were taken out are no bad base64")
    func redacted() {
        let listed = "tls\nS: 220 mx\nC: EHLO client.example\nS: 250-mx\nS: 250 AUTH LOGIN PLAIN\n"
        let login =
            "C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nX: [hidden]\nS: 334 UGFzc3dvcmQ6\nX: "
            + "[hidden]\nS: 235 OK\n"
        #expect(lint(listed + login + ended) == [])
        #expect(lint(listed + "X: AUTH PLAIN <hidden>\nS: 235 OK\n" + ended) == [])
        let leftOut = "C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nS: 334 UGFzc3dvcmQ6\nS: 235 OK\n"
        #expect(lint(listed + leftOut + begun + "T: .\nS: 250 OK\n" + ended) == [])
    }

    @Test("a size that is less than what was sent is an error, one far above it a hint")
    func size() {
        let text = "T: Subject: longer than that\nT: .\nS: 250 OK\n"
        let mail = begun.replacing(
            "example>\nS: 250 OK\nC: RCPT",
            with: "example> SIZE=9\nS: 250 "
                + "OK\nC: RCPT")
        #expect(lint(greeted + mail + text + ended) == ["14 error limit.declared-size-exceeded"])
        let far = mail.replacing("SIZE=9", with: "SIZE=999")
        #expect(lint(greeted + far + text + ended) == [])
        let farther =
            greeted.replacing("SIZE 1000", with: "SIZE 9000")
            + mail.replacing("SIZE=9", with: "SIZE=5000")
        #expect(lint(farther + text + ended) == ["14 hint client.size-overstated"])
        #expect(lint(farther + "elided\nS: 250 OK\n" + ended) == [])
    }

    @Test("text that is not stuffed is an error at its line")
    func stuffing() {
        #expect(
            lint(greeted + begun + "T: Subject: x\nT: \nT: .profile\nT: .\nS: 250 OK\n" + ended)
                == ["15 error client.dot-not-stuffed"])
        #expect(
            lint(greeted + begun + "T: a\nT: .\nS: 250 OK\nC: more text\nS: 500 What?\n" + ended)
                == ["16 error command.text-after-dot"])
    }

    @Test("what is wrong with the octets of text is told at its line")
    func text() {
        let long = String(repeating: "x", count: 1_100)
        #expect(
            lint(
                greeted.replacing("1000", with: "9000") + begun + "T: a\nT: \(long)\nT: "
                    + "\u{FC}\nT: .\nS: 250 OK\n" + ended)
                == ["15 error content.eight-bit", "14 error content.line-too-long"])
        let lone = recorded(greeted + begun + "T: a\nT: .\nS: 250 OK\n" + ended)
        var bare = lone
        bare.turns[9].event = .sent(RecordedWrite(.text, Array("a\rb\nc\r\n".utf8), isExact: true))
        var player = RecordingPlayer()
        #expect(
            player.lint(bare).map(\.rule) == [.contentBareCarriageReturn, .contentBareLineFeed])
    }

    @Test("no QUIT is a warning where the client closed, and a hint where nobody says")
    func quit() {
        #expect(lint(plain + "closed\n") == ["4 warning connection.no-quit"])
        #expect(lint(plain + "over\n") == ["4 hint connection.no-quit"])
        #expect(lint(plain) == ["3 hint connection.no-quit"])
        #expect(
            lint(greeted + begun + "T: half\nclosed\n") == ["14 error connection.lost-in-text"])
    }

    @Test("the same request after 5yz is a warning; another in between makes it another one")
    func retry() {
        let refused = "C: RCPT TO:<nosuch@sim.example>\nS: 550 No\n"
        let mail = "C: MAIL FROM:<ann@client.example>\nS: 250 OK\n"
        #expect(
            lint(greeted + mail + refused + refused + "C: RSET\nS: 250 OK\n" + ended)
                == ["11 warning client.retry-after-refusal"])
        let required = "C: MAIL FROM:<ann@client.example>\nS: 530 Authenticate\n"
        #expect(
            lint(
                "tls\nS: 220 mx\nC: EHLO client.example\nS: 250-mx\nS: 250 AUTH PLAIN\n" + required
                    + "C: AUTH PLAIN AGFubgBzZWNyZXQ=\nS: 235 OK\n" + mail
                    + "C: RSET\nS: 250 OK\n" + ended) == [])
        let message = begun + "T: spam\nT: .\nS: 554 No\n"
        #expect(
            lint(greeted + message + message + ended) == ["20 warning client.retry-after-refusal"])
    }

    @Test("a new MAIL without RSET is an error")
    func reset() {
        let mail = "C: MAIL FROM:<ann@client.example>\nS: 250 OK\n"
        #expect(
            lint(greeted + mail + "C: MAIL FROM:<cat@client.example>\nS: 503 No\n" + ended)
                == ["9 error order.nested-mail"])
        // This server takes it: what follows is in the new transaction.
        #expect(
            lint(
                greeted + mail + mail + "C: RCPT TO:<bob@sim.example>\nS: 250 OK\nC: RSET\nS: "
                    + "250 OK\n" + ended)
                == ["9 error order.nested-mail"])
    }

    @Test("more recipients than the server announced is a warning, once")
    func recipients() {
        let limited = "S: 220 mx\nC: EHLO client.example\nS: 250-mx\nS: 250 LIMITS RCPTMAX=1\n"
        let recipients = (1...3).map { "C: RCPT TO:<b\($0)@sim.example>\nS: 250 OK\n" }.joined()
        #expect(
            lint(
                limited + "C: MAIL FROM:<ann@client.example>\nS: 250 OK\n" + recipients + "C: "
                    + "RSET\nS: 250 OK\n" + ended)
                == ["9 warning client.recipients-over-limit"])
    }

    @Test(
        "names that are no names are told",
        arguments: [
            ("my_host", "error syntax.hello-name"), ("192.0.2.1", "error syntax.bare-address"),
            ("localhost", "hint client.local-name"), ("[192.0.2.1]", nil), ("[IPv6:::1]", nil),
            ("mail.client.example", nil), ("@", "error syntax.hello-name"),
        ] as [(String, String?)])
    func names(_ name: String, _ expected: String?) {
        let text =
            "S: 220 mx\nC: EHLO \(name)\nS: 250 mx\nC: MAIL FROM:<>\nS: 250 OK\nC: "
            + "RSET\nS: 250 OK\n"
        #expect(lint(text + ended) == (expected.map { ["2 " + $0] } ?? []))
    }

    @Test("going on after 421 is an error, QUIT is not")
    func closing() {
        #expect(
            lint(
                plain + "C: MAIL FROM:<ann@client.example>\nS: 421 Going\nC: NOOP\nS: 250 OK\n"
                    + ended)
                == ["6 error client.goes-on-after-421"])
        #expect(lint(plain + "C: NOOP\nS: 421 Going\n" + ended + "closed\n") == [])
    }

    @Test("a client that acts on the first line of a reply is caught at it")
    func partOfReply() {
        let text = """
            S: 220 mx.sim.example
            C: EHLO client.example
            S: 250-mx.sim.example
            C: MAIL FROM:<ann@client.example>
            S: 250-PIPELINING
            S: 250 8BITMIME
            S: 250 OK
            C: RSET
            S: 250 OK

            """
        #expect(lint(text + ended) == ["2 error client.part-of-reply"])
    }

    @Test("a client that spoke before the greeting is caught at it")
    func earlyTalk() {
        #expect(
            lint("C: EHLO client.example\nS: 220 mx.sim.example\nS: 250 mx.sim.example\n" + ended)
                .first?.hasSuffix("error connection.early-talk") == true)
    }

    @Test("text after a refused DATA, and replies that are not looked at, are told once each")
    func outOfStep() {
        let text = """
            C: MAIL FROM:<ann@client.example>
            S: 250 OK
            C: RCPT TO:<nosuch@sim.example>
            S: 550 No
            C: DATA
            S: 554 No valid recipients
            C: Subject: unheard
            S: 500 What?
            C: and more
            S: 500 What?
            C: .
            S: 500 What?
            C: RSET
            S: 250 OK

            """
        #expect(
            lint(greeted + text + ended) == [
                "11 error order.no-valid-recipients", "13 error command.text-after-refused-data",
            ])
    }

    @Test("where the server takes what the standard does not, later commands are judged by that")
    func lenientServer() {
        let text = """
            C: MAIL FROM:ann@@client.example
            S: 250 OK
            C: RCPT TO:<bob@sim..example>
            S: 250 OK
            C: DATA
            S: 354 Go on
            T: .
            S: 250 OK

            """
        #expect(
            lint(greeted + text + ended) == [
                "7 error syntax.sender-address", "9 error syntax.loose-address",
            ])
    }

    @Test("LMTP is known by LHLO")
    func localDelivery() {
        let text = "S: 220 mx\nC: LHLO client.example\nS: 250-mx\nS: 250 PIPELINING\n" + begun
        #expect(lint(text + "T: .\nS: 250 OK\n" + ended) == [])
    }
}
