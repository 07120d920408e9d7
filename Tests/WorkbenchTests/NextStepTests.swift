import SMTPDriver
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import Testing

@testable import Workbench

@Suite("Where am I, and what now")
struct NextStepTests {
    /// The line that `:can` marks, without its meaning.
    private func usual(_ screen: Screen, _ command: String = ":can") -> String? {
        var screen = screen
        let lines = screen.answer(to: command).split(separator: "\n")
        let marked = lines.filter { $0.hasPrefix("# → ") && !$0.contains("is the usual") }
        #expect(marked.count == 1)
        let words = marked.first?.dropFirst(4).split(separator: "  ").first
        return words.map(String.init)
    }

    @Test("typing what :can marks, again and again, sends a message and ends the session")
    func walk() {
        var screen = Screen()
        var walked: [String] = []
        while walked.count < 20, screen.bench.simulator.expectation != .nothing {
            let isContent = screen.bench.simulator.takesContent
            guard let line = usual(screen, isContent ? "::can" : ":can") else { break }
            walked.append(line)
            screen.type(line)
        }
        #expect(
            walked == [
                "EHLO client.example", "MAIL FROM:<ann@client.example>",
                "RCPT TO:<bob@sim.example>", "DATA", "Subject: Hello", ".", "QUIT",
            ])
        #expect(screen.bench.simulator.mailbox.messages.count == 1)
        #expect(usual(screen) == ":connect")
    }

    @Test("the handshake, a question, an exchange and a paste have an example too")
    func others() {
        var screen = greetedScreen()
        screen.type("STARTTLS")
        #expect(usual(screen) == ":tls")
        screen = greetedScreen()
        screen.type(":ask sender", "MAIL FROM:<a@b>")
        #expect(usual(screen) == "accept")
        screen = greetedScreen()
        screen.type(":set plaintext-authentication on", "AUTH LOGIN")
        #expect(usual(screen, "::can") == "dGlt")
        screen.type("dGlt")
        #expect(usual(screen, "::can") == "c2VjcmV0")
        screen.type("*", "AUTH CRAM-MD5")
        #expect(usual(screen, "::can") == "*")
        screen = greetedScreen()
        screen.type(":paste")
        #expect(usual(screen) == ":end")
        screen = Screen(SimulatorSettings(profile: .submission))
        screen.begin()
        screen.type("EHLO client.example")
        #expect(usual(screen) == "AUTH CRAM-MD5")
    }

    @Test("the map marks one state, whichever it is, and fits 40 columns")
    func map() {
        var screen = Screen(width: 40)
        for line in [
            "EHLO client.example", "STARTTLS", ":tls", "EHLO client.example", "AUTH CRAM-MD5", "*",
            "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", ".", "QUIT",
        ] {
            let isContent = screen.bench.simulator.takesContent
            let lines = screen.answer(to: isContent ? "::map" : ":map").split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= 40 })
            let here = lines.filter { $0.hasPrefix("# → ") }
            #expect(here == ["# → \(screen.bench.simulator.phaseName)   you are here"])
            screen.type(line)
        }
    }

    @Test("each way of the map is one that the machine can go")
    func ways() {
        let moves = Exploration().moves
        var screen = greetedScreen()
        _ = screen.answer(to: ":state")
        for state in screen.bench.look.mapStates {
            for way in state.ways where way.what != ":connect" {
                let isThere = moves.contains { $0.from == state.name && $0.to == way.state }
                #expect(isThere, "\(state.name): \(way.what) → \(way.state)")
            }
        }
    }

    @Test("the map of mailhog has that machine's names")
    func mailHogMap() {
        var screen = Screen(SimulatorSettings(profile: .mailhog))
        screen.begin()
        #expect(screen.answer(to: ":map").contains("# → ESTABLISH   you are here\n"))
        screen.type("EHLO a.example")
        #expect(screen.answer(to: ":map").contains("# → MAIL   you are here\n"))
    }
}

@Suite("A whole message in one line")
struct MailCommandTests {
    @Test("is one step: undo takes all of it back")
    func oneStep() {
        var screen = Screen()
        screen.begin()
        let shown = screen.answer(to: ":mail bob@sim.example eve@sim.example")
        #expect(shown.contains("C: EHLO client.example\n"))
        #expect(shown.contains("C: RCPT TO:<eve@sim.example>\n"))
        #expect(screen.bench.simulator.mailbox.messages.count == 1)
        screen.type(":undo")
        #expect(screen.bench.simulator.phaseName == "HELLO")
    }

    @Test("begins another connection where one is closed, and ends where the server refuses")
    func connections() {
        var screen = greetedScreen()
        screen.type("QUIT")
        #expect(screen.answer(to: ":mail bob@sim.example").contains("S: 250 2.6.0"))
        screen.type(":on recipient reject")
        let refused = screen.answer(to: ":mail bob@sim.example")
        #expect(refused.contains("C: RSET\n"))
        #expect(!refused.contains("DATA\n"))
        #expect(screen.bench.simulator.phaseName == "MAIL")
    }

    @Test(
        "is refused where it cannot be sent",
        arguments: [
            (["MAIL FROM:<a@b>"], "a mail transaction is under way"),
            (["MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA"], "the server waits for message text"),
            ([":ask sender", "MAIL FROM:<a@b>"], "the sender question waits"),
        ])
    func refused(_ lines: [String], _ why: String) {
        var screen = greetedScreen(width: 200)
        for line in lines { screen.type(line) }
        let mark = screen.bench.simulator.takesContent ? "::" : ":"
        #expect(screen.answer(to: mark + "mail bob@sim.example").contains(why))
    }

    @Test("a file is sent as message text")
    func file() {
        var screen = greetedScreen(files: MemoryFiles(["l.eml": "Subject: x\n\n.y\n"]))
        let shown = screen.answer(to: ":mail bob@sim.example file l.eml")
        #expect(shown.contains("C: Subject: x\nC:\nC: ..y\nC: .\n"))
        #expect(screen.answer(to: ":mail bob@sim.example file no.eml").contains("error: "))
    }

    @Test("stops at a question, and says so")
    func question() {
        var screen = greetedScreen(width: 200)
        screen.type(":ask recipient")
        #expect(
            screen.answer(to: ":mail bob@sim.example").contains(
                ":mail stopped at the question; what follows it was not sent"))
    }

    @Test("is saved as what it sent, and its words are read back")
    func saved() throws {
        var screen = Screen()
        screen.begin()
        screen.type(#":mail bob@sim.example from <> body "a\n.b""#)
        let script = screen.bench.simulator.script()
        #expect(script.contains("C: MAIL FROM:<>\n"))
        #expect(script.contains("C: ..b\n"))
        for line in [
            "mail bob@sim.example", #"mail a@b c@d from <> body "x\ny""#, "mail <from> file l.eml",
        ] {
            #expect(try PromptCommand.parse(line).description == line)
        }
    }
}
