import SMTPPolicy
import SMTPSimulator
import Testing

@testable import Workbench

@Suite("Commands that look")
struct LookTests {
    @Test(":state shows what the server waits for and what it knows")
    func state() {
        var screen = greetedScreen()
        screen.type("MAIL FROM:<ann@client.example>")
        #expect(
            screen.answer(to: ":state") == """
                # state     RCPT, a command is awaited
                # client    client.example, by EHLO
                # TLS       none
                # user      none
                # envelope  from <ann@client.example>, 0 recipients
                # messages  0 received
                # time      0ms
                # profile   strict

                """)
    }

    @Test(":can lists what may be sent, with parameters, and what may not")
    func can() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: ":can") == """
                # → MAIL FROM:<ann@client.example>
                #        SIZE=n  BODY=7BIT  BODY=8BITMIME  AUTH=<>
                #   EHLO client.example
                #   HELO client.example
                #   STARTTLS
                #   AUTH CRAM-MD5
                #   HELP
                #   VRFY ann
                #   EXPN staff
                #   NOOP
                #   RSET
                #   QUIT
                # → is the usual next step; Tab completes what you begin.
                # Not now:
                # RCPT  Send MAIL first (order.mail-first)
                # DATA  Send MAIL first (order.mail-first)

                """)
    }

    @Test(":why says which rule of the policy decided")
    func whyPolicy() {
        var screen = greetedScreen()
        screen.type(":on sender *@bad reject", "MAIL FROM:<a@bad>")
        #expect(
            screen.answer(to: ":why").hasSuffix(
                "# Decided: sender a@bad: reject, by handler 1:\n# :on sender *@bad reject\n"))
    }

    @Test(":why of pipelined commands says who decided each")
    func whyPipelined() {
        var screen = greetedScreen()
        screen.type(
            "EHLO c", ":on recipient x@* reject",
            #":send "MAIL FROM:<>\r\nRCPT TO:<x@b>\r\nFOO\r\nNOOP\r\n""#)
        #expect(!screen.answer(to: ":why").contains("Decided"))
        #expect(screen.answer(to: ":why 2").contains("Decided: unknown FOO: reject"))
        #expect(
            screen.answer(to: ":why 3").contains("Decided: recipient x@b: reject, by handler 1"))
        #expect(screen.answer(to: ":why 4").contains("Decided: sender <>: accept"))
    }

    @Test(":why 2 is about the reply before the last")
    func whyEarlier() {
        var screen = greetedScreen()
        screen.type("RCPT TO:<a@b>", "NOOP")
        let shown = screen.answer(to: ":why 2")
        #expect(
            shown.hasPrefix(
                "# S: 503 5.5.1 Send MAIL first\n# order.mail-first   RFC 5321 §3.3, §4.1.4\n"))
        #expect(shown.contains("Then you could send: EHLO,"))
        #expect(screen.answer(to: ":why 99") == "# error: there are fewer replies than that\n")
    }

    @Test(":envelope shows sender, parameters and recipients")
    func envelope() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: ":envelope")
                == "# The envelope is empty: no mail transaction is under way.\n")
        screen.type("MAIL FROM:<a@b> SIZE=10 BODY=8BITMIME", "RCPT TO:<c@d>", "RCPT TO:<e@f>")
        #expect(
            screen.answer(to: ":envelope") == """
                # sender     <a@b>
                # SIZE       10 octets declared
                # BODY       8BITMIME
                # recipient  <c@d>
                # recipient  <e@f>

                """)
    }

    @Test(":messages and :message show what was received, escaped")
    func messages() {
        var screen = greetedScreen()
        #expect(screen.answer(to: ":messages") == "# No message was received yet.\n")
        screen.type(
            "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "Subject: \u{1B}[2J", "", "..x", ".")
        #expect(
            screen.answer(to: ":messages")
                == "# m1  21 octets, <a@b> to <c@d>\n")
        let shown = screen.answer(to: ":message 1")
        #expect(
            shown.hasSuffix(
                """
                # sender     <a@b>
                # recipient  <c@d>
                # | Return-Path: <a@b>
                # | Received: from client.example ([127.0.0.1])
                # |   by mx.sim.example with ESMTP id m1
                # |   for <c@d>;
                # |   Thu, 1 Jan 2026 00:00:00 +0000
                # | Subject: \\x1b[2J
                # |
                # | .x

                """))
        screen.type(":set received off", ":set return-path off")
        #expect(screen.answer(to: ":message 1").contains("<c@d>\n# | Subject: \\x1b[2J\n"))
        #expect(screen.answer(to: ":message 7") == "# error: there is no message 7\n# hint: m1\n")
    }

    @Test(":hooks lists rules with their counts, the hooks that are asked, and users")
    func hooks() {
        var screen = greetedScreen()
        #expect(screen.answer(to: ":hooks").hasPrefix("# No handlers: every hook has its default."))
        screen.type(
            ":on sender * reject once", ":ask message", ":user tim secret", "MAIL FROM:<a@b>")
        let shown = screen.answer(to: ":hooks")
        #expect(shown.hasPrefix("# 1  :on sender reject once\n#    fitted 1, answered 1\n"))
        #expect(shown.contains("# You are asked: message\n# Users: tim\n"))
        #expect(shown.contains("sender 1"))
    }

    @Test(":settings shows values, and marks what differs from the profile")
    func settings() {
        var screen = greetedScreen()
        screen.type(":set maximum-recipients 2")
        let shown = screen.answer(to: ":settings maximum-recipients")
        #expect(
            shown == """
                # * maximum-recipients  2
                # Recipients of a message; a server must accept 100. It takes 0 to 1000000.
                # RFC 5321 §4.5.3.1.8

                """)
        #expect(screen.answer(to: ":settings").contains("  hostname "))
        #expect(screen.answer(to: ":settings hostnam").contains("hostname"))
        #expect(screen.answer(to: ":settings qqqqq") == "# error: no setting matches qqqqq\n")
    }

    @Test(":buffer shows an unfinished line")
    func buffer() {
        var screen = greetedScreen()
        #expect(screen.answer(to: ":buffer") == "# The buffer is empty.\n")
        screen.type(#":send "NOO\x01""#)
        #expect(
            screen.answer(to: ":buffer")
                == "# 4 octets wait: the line is not complete.\n# NOO\\x01\n")
    }

    @Test(":log shows each connection but the first")
    func logOfConnections() {
        var screen = greetedScreen()
        screen.type("QUIT", ":connect", "QUIT")
        let log = screen.answer(to: ":log")
        let lines = log.split(separator: "\n")
        #expect(lines.count { $0.hasSuffix(":connect") } == 1, "\(log)")
        let connection = lines.firstIndex { $0.hasSuffix(":connect") } ?? 0
        #expect(lines[connection - 1].contains("CLOSED"), "\(log)")
        #expect(lines[connection + 1].contains("S: 220"), "\(log)")
    }

    @Test(":log and :save show credentials only when they are asked to")
    func secrets() {
        for shows in [false, true] {
            let files = MemoryFiles()
            var screen = Screen(files: files)
            screen.bench.display.secrets = shows ? .on : .off
            screen.bench.savesSecrets = shows
            screen.begin()
            screen.type(
                ":set plaintext-authentication on", ":user tim geheim", "EHLO a.example",
                "AUTH PLAIN AHRpbQBnZWhlaW0=", "QUIT", ":connect", "EHLO a.example",
                ":auth PLAIN tim geheim", ":save x.smtp")
            for text in [screen.answer(to: ":log"), files.text("x.smtp") ?? ""] {
                #expect(text.contains("geheim") == shows, "\(text)")
                #expect(text.contains("AHRpbQBnZWhlaW0=") == shows, "\(text)")
            }
        }
    }

    @Test(":log numbers the steps, each line a comment")
    func log() {
        var screen = greetedScreen()
        screen.type("NOOP")
        let lines = screen.answer(to: ":log").split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix("# ") })
        #expect(lines.contains("#  2  C: NOOP"))
        #expect(lines.contains("#     S: 250 2.0.0 OK"))
    }

    @Test(":sessions lists forks and checkpoints")
    func sessions() {
        var screen = greetedScreen()
        screen.type(":checkpoint greeted", ":fork what-if", "MAIL FROM:<a@b>")
        #expect(
            screen.answer(to: ":sessions")
                == """
                #   main     MAIL, 1 step by the client
                # * what-if  RCPT, 2 steps by the client
                # checkpoints: greeted

                """)
        screen.type(":sessions main")
        #expect(screen.bench.simulator.phaseName == "MAIL")
    }

    @Test(":compare shows a reply with a slash in it as it is")
    func slash() {
        var screen = greetedScreen()
        screen.type(#":on sender accept 250 "left / right""#, "MAIL FROM: <a@b>")
        let lines = screen.answer(to: ":compare lenient").split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("#   lenient") && $0.hasSuffix(" left / right") })
    }

    @Test(":compare shows where another profile differs, only the lines that do")
    func compare() {
        var screen = greetedScreen()
        screen.type("MAIL FROM: <a@b>")
        let shown = screen.answer(to: ":compare lenient")
        #expect(
            shown.contains(
                "#   strict   501 5.5.4 No space is allowed after FROM:\n#   lenient  250 2.1.0"))
        #expect(!shown.contains("250-PIPELINING"))
        #expect(
            screen.answer(to: ":compare strict")
                == "# strict would have said the same at every step.\n")
    }

    @Test("an unknown command suggests the nearest, a wrong argument has a caret")
    func errors() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: ":undoo")
                == "# error: unknown command :undoo\n# hint: did you mean :undo?\n")
        #expect(
            screen.answer(to: ":on recipent x reject") == """
                #   :on recipent x reject
                #       ^
                # error: unknown hook recipent
                # hint: did you mean recipient?

                """)
        #expect(screen.answer(to: ":undo 99").hasPrefix("# error: there are only "))
    }

    @Test(
        "every page fits 40 columns, lines to copy apart",
        arguments: [":help", ":state", ":why", ":hooks", ":help keys"])
    func narrow(_ command: String) {
        var screen = greetedScreen(width: 40)
        screen.type("RCPT TO:<a@b>")
        let lines = screen.answer(to: command).split(separator: "\n")
        #expect(!lines.isEmpty)
        #expect(lines.allSatisfy { $0.count <= 40 })
    }

    @Test("numbers and nouns agree, and rules are aligned from 10 on")
    func agreement() {
        var screen = greetedScreen()
        #expect(screen.answer(to: ":undo 99").hasPrefix("# error: there are only 2 steps"))
        screen.type(":undo")
        #expect(screen.answer(to: ":undo 99") == "# error: there is only 1 step to undo\n")
        screen.type(#":send "N""#, ":chunk 1")
        #expect(screen.answer(to: ":buffer").hasPrefix("# 1 octet waits: "))
        let state = screen.answer(to: ":state")
        #expect(state.contains("buffer    1 octet waits;"))
        #expect(state.contains("chunk     1 octet at a time"))
        for _ in 1...10 { screen.type(":on sender accept") }
        let hooks = screen.answer(to: ":hooks").split(separator: "\n")
        #expect(hooks.prefix(2) == ["#  1  :on sender accept", "#     fitted 0, answered 0"])
        #expect(hooks.contains("# 10  :on sender accept"))
    }

    @Test("in the mailhog profile only the settings that count are listed and taken")
    func mailHogSettings() {
        var screen = Screen(SimulatorSettings(profile: .mailhog))
        screen.begin()
        let listed = screen.answer(to: ":settings")
        #expect(listed.contains("maximum-recipients"))
        #expect(!listed.contains("maximum-errors"))
        #expect(
            screen.answer(to: ":set maximum-errors 3").hasPrefix(
                "# error: maximum-errors does nothing in the mailhog profile"))
        screen.type("EHLO a.example", ":close")
        #expect(screen.answer(to: ":state").hasPrefix("# state     DONE, the connection is closed"))
    }

    @Test("a caret stays under its octet in 40 columns, and words are not broken")
    func caret() {
        var screen = greetedScreen(width: 40)
        let lines = screen.answer(to: "MAIL FROM: <ann@client.example>").split(separator: "\n")
        #expect(
            lines.suffix(3) == [
                "#~   MAIL FROM: <ann@client.example>", "#~             ^ no space is allowed",
                "#~               after the colon",
            ])
        let long = screen.answer(to: "MAIL FROM:<\(String(repeating: "a", count: 60))@@b>")
            .split(separator: "\n")
        let index = long.firstIndex { $0.hasPrefix("#~   …") } ?? 0
        let caret = Array(long[index + 1]).firstIndex(of: "^") ?? 0
        #expect(Array(long[index])[caret] == "@")
        #expect(long.allSatisfy { !$0.hasPrefix("#") || $0.count <= 40 })
        screen.type("MAIL FROM: <a@b>")
        #expect(
            screen.answer(to: ":why").hasPrefix(
                "# syntax.mail-space-after-colon\n#      RFC 5321 §3.3\n"))
        #expect(screen.answer(to: ":can").split(separator: "\n").allSatisfy { $0.count <= 40 })
        let command = screen.answer(to: ":on recipient averylongpattern@client.example rejekt")
        #expect(command.split(separator: "\n").allSatisfy { $0.count <= 40 })
    }
}
