import Foundation
import Testing

@testable import Workbench

/// A way to a hint.
struct HintCase: Sendable, CustomTestStringConvertible {
    let id: String
    /// What is typed before.
    var setup: [String] = []
    /// What triggers the hint; nil for Ctrl-C.
    let trigger: String?
    /// What `{}` stands for.
    var finding = ""
    /// What is typed before the same trigger is tried again.
    var again: [String] = []
    /// What shows that the person has learned.
    var lesson: [String] = []

    var testDescription: String { id }

    private static let toText = ["MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA"]
    private static let toResponse = ["AUTH CRAM-MD5"]

    static let all = [
        HintCase(
            id: "text.command", setup: toText, trigger: ":can", finding: "can", lesson: ["::can"]),
        HintCase(
            id: "text.word", setup: toText, trigger: "help", finding: "help", lesson: ["::can"]),
        HintCase(
            id: "text.verb", setup: toText, trigger: "RCPT TO:<e@f>", lesson: ["."] + toText),
        HintCase(id: "text.interrupt", setup: toText, trigger: nil, lesson: ["::can"]),
        HintCase(
            id: "response.command", setup: toResponse, trigger: ":why", finding: "why",
            again: toResponse, lesson: ["::can"]),
        HintCase(
            id: "response.word", setup: toResponse, trigger: "quit", finding: "quit",
            again: toResponse, lesson: ["*"] + toResponse),
        HintCase(
            id: "response.verb", setup: toResponse, trigger: "MAIL FROM:<a@b>", again: toResponse,
            lesson: ["::can"]),
        HintCase(id: "response.interrupt", setup: toResponse, trigger: nil, lesson: ["::can"]),
        HintCase(
            id: "tls.waiting", setup: ["STARTTLS"], trigger: "EHLO x",
            lesson: [":tls", "EHLO x", ":close", ":connect", "EHLO x", "STARTTLS"]),
        HintCase(
            id: "closed", setup: ["QUIT"], trigger: "NOOP", lesson: [":connect", ":close"]),
        HintCase(id: "line.empty", trigger: ""),
        HintCase(id: "command.colons", trigger: "::why", finding: ":why"),
        HintCase(id: "command.colon", trigger: "undo", finding: ":undo"),
        HintCase(
            id: "reply.421", setup: [#":on sender reply "421 4.3.2 gone\r\n""#],
            trigger: "MAIL FROM:<a@b>"),
        HintCase(
            id: "data.refused", setup: ["DATA"], trigger: "Subject: hello", again: ["DATA"]),
        HintCase(
            id: "text.ended", setup: toText + ["."], trigger: "and more text",
            again: toText + ["."]),
        HintCase(
            id: "base64.second-line", setup: toResponse + ["dGltIDAxMjM0NTY3"],
            trigger: "ODlhYmNkZWY=", again: toResponse + ["dGltIDAxMjM0NTY3"]),
        HintCase(id: "hello.alone", trigger: "ehlo", finding: "EHLO client.example"),
        HintCase(
            id: "recipient.two", setup: ["MAIL FROM:<a@b>"], trigger: "RCPT TO:<c@d>,<e@f>"),
        HintCase(id: "server.line", trigger: "220 mx.example ESMTP"),
        HintCase(id: "transcript.line", trigger: " -> EHLO mx", finding: "swaks output"),
        HintCase(id: "sentence", trigger: "please send this mail for me"),
        HintCase(id: "verb.mistyped", trigger: "RCTP TO:<a@b>", finding: "RCPT"),
    ]
}

@Suite("Hints")
struct HintTests {
    private func screen(after lines: [String]) -> Screen {
        var screen = greetedScreen(width: 200)
        for line in lines { screen.type(line) }
        return screen
    }

    /// What the trigger shows.
    private func react(_ hintCase: HintCase, on screen: inout Screen) -> String {
        guard let trigger = hintCase.trigger else {
            screen.clear()
            screen.show(screen.bench.interrupted())
            return screen.text
        }
        return screen.answer(to: trigger)
    }

    private func hint(_ hintCase: HintCase) throws -> (hint: Hint, line: String) {
        let hint = try #require(Hint.all.first { $0.id == hintCase.id })
        return (hint, "# hint: \(hint.text(about: hintCase.finding))\n")
    }

    @Test("there is a way to each hint")
    func complete() {
        #expect(HintCase.all.map(\.id) == Hint.all.map(\.id))
        #expect(Set(Hint.all.map(\.id)).count == Hint.all.count)
    }

    @Test("each hint appears on its trigger, alone", arguments: HintCase.all)
    func appears(_ hintCase: HintCase) throws {
        var screen = screen(after: hintCase.setup)
        let shown = react(hintCase, on: &screen)
        let line = try hint(hintCase).line
        #expect(shown.hasSuffix(line), "\(shown)")
        #expect(shown.components(separatedBy: "# hint: ").count == 2)
    }

    @Test("no hint is repeated for ever", arguments: HintCase.all)
    func repetition(_ hintCase: HintCase) throws {
        var screen = screen(after: hintCase.setup)
        let (hint, line) = try hint(hintCase)
        var times = 0
        for round in 0..<6 {
            if round > 0 { for line in hintCase.again { screen.type(line) } }
            if react(hintCase, on: &screen).contains(line) { times += 1 }
        }
        switch hint.repetition {
        case .once, .oncePerFinding: #expect(times == 1)
        case .until: #expect(times == HintMemory.mostTimes)
        }
    }

    @Test(
        "who has learned it is not told again",
        arguments: HintCase.all.filter { !$0.lesson.isEmpty })
    func lesson(_ hintCase: HintCase) throws {
        var screen = screen(after: hintCase.setup + hintCase.lesson)
        #expect(!react(hintCase, on: &screen).contains(try hint(hintCase).line))
    }

    @Test("a quiet prompt gives none", arguments: HintCase.all)
    func quiet(_ hintCase: HintCase) throws {
        var screen = greetedScreen(width: 200)
        screen.bench.givesHints = false
        for line in hintCase.setup { screen.type(line) }
        #expect(!react(hintCase, on: &screen).contains(try hint(hintCase).line))
    }

    @Test("what is right triggers none")
    func silence() {
        var screen = greetedScreen(width: 200)
        screen.type(
            "HELP", "VRFY ann", "EXPN staff", ":state", "MAIL FROM:<a@b>", ":why", "RCPT TO:<c@d>",
            "DATA", "Subject: help", "", "Please quit: this is text.", "We help, and you exit.",
            "220 is a number", "> quoted", "Help wanted", ".", "NOOP", "RSET", "QUIT")
        #expect(!screen.text.contains("hint:"), "\(screen.text)")
    }

    @Test(
        "mistyped verbs",
        arguments: [
            ("RCTP TO:<a@b>", "RCPT"), ("MAILFROM:<a@b>", "MAIL FROM:"), ("hello", "EHLO"),
            ("rcptto: a@b", "RCPT TO:"), ("STARTLS", "STARTTLS"), ("start tls", "STARTTLS"),
            ("EHLLO mx", "EHLO"), ("QIUT", "QUIT"), ("DTAA", "DATA"), ("bye", "QUIT"),
            ("VERIFY ann", "VRFY"), ("Subject: hi", "DATA"),
        ])
    func mistyped(_ line: String, _ meant: String) {
        var screen = greetedScreen(width: 200)
        #expect(screen.answer(to: line).hasSuffix("# hint: did you mean \(meant)?\n"))
    }

    @Test(
        "commands without a colon",
        arguments: [
            ("?", ":help"), ("help", ":help"), ("exit", ":quit"), ("quit", ":quit"),
            ("undo", ":undo"), ("why", ":why"), ("state", ":state"), ("set hostname x", ":set"),
            ("on recipient * reject", ":on"),
        ])
    func colon(_ line: String, _ meant: String) {
        var screen = greetedScreen(width: 200)
        #expect(screen.answer(to: line).contains("# hint: \(meant) is smtpsim's command"))
    }

    @Test(
        "octets of any kind are looked at without harm",
        arguments: [
            [UInt8](repeating: 0, count: 3), [0xFF, 0xFE, 0x20, 0x80],
            [UInt8](repeating: 0x20, count: 100_000), [UInt8](repeating: 0x61, count: 10_000_000),
        ])
    func hostile(_ line: [UInt8]) {
        var screen = greetedScreen()
        screen.show(screen.bench.enter(line))
        #expect(screen.text.utf8.count < 1_000_000)
    }

    @Test("a hint shows nothing of what may be secret")
    func secrets() {
        var screen = greetedScreen(width: 200)
        screen.type("ATUH PLAIN AHRpbQB0YW5z")
        #expect(screen.text.contains("# hint: did you mean AUTH?"))
        #expect(screen.text.components(separatedBy: "AHRpbQB0YW5z").count == 2)
    }
}

@Suite("The table of hints")
struct HintTableTests {
    @Test("the decision lists every hint, as it is")
    func table() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/decisions/0014-hints.md")
        let page = try String(contentsOf: path, encoding: .utf8)
        let rows = page.split(separator: "\n").map(String.init).filter { $0.hasPrefix("| `") }
        let expected = Hint.all.map { hint in
            "| `\(hint.id)` | \(hint.place.rawValue) | \(hint.trigger) | \(hint.text) "
                + "| \(hint.repetition.words) |"
        }
        #expect(rows == expected, "\n\(expected.joined(separator: "\n"))\n")
    }
}
