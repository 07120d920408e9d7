import OctetText
import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText
import Testing

@testable import Workbench

/// The log is the script, whatever stands in it.
@Suite("Any octets, in any place of a session")
struct AnyOctetsTests {
    @Test("saved, traced and shown, run green", arguments: Profile.allCases, [false, true])
    func isGreen(_ profile: Profile, _ secrets: Bool) throws {
        // A mask cannot imitate octets of the client that this machine repeats in its replies.
        guard secrets || profile != .mailhog else { return }
        for seed in 0..<UInt64(80) {
            let session = OddSession(seed: seed, profile: profile, hasSecrets: secrets)
            for (way, script) in session.scripts(secrets: secrets) {
                #expect(
                    script.unicodeScalars.allSatisfy { $0 == "\n" || $0.isVisible },
                    "\(way), seed \(seed)")
                let report = ScriptRunner().run(Array(script.utf8), name: "\(way).smtp")
                try #require(
                    report.outcome == .passed,
                    """
                    \(profile), seed \(seed), \(way), secrets \(secrets)
                    \(report.lines.prefix(20).joined(separator: "\n"))
                    \(session.places.joined(separator: "\n"))
                    """)
                guard secrets else { continue }
                #expect(
                    OddSession.sent(report.simulator.steps) == session.sent, "\(way), seed \(seed)")
            }
        }
    }

    @Test(
        "Each scalar that does not show as itself, in a command's argument",
        arguments: [
            0x85, 0xA0, 0xAD, 0x301, 0x378, 0x115F, 0x1680, 0x2000, 0x200B, 0x200F, 0x2028, 0x202E,
            0x205F, 0x2060, 0x2800, 0x3000, 0x3164, 0xE000, 0xFE0F, 0xFEFF, 0xE0001,
        ] as [UInt32])
    func scalar(_ value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        var session = OddSession(profile: .strict)
        for line in ["NOOP a\(scalar)b", "NOOP \(scalar)", "\(scalar)"] { session.type(line) }
        for (way, script) in session.scripts(secrets: false) {
            #expect(!script.unicodeScalars.contains(scalar) || scalar.isMark, "\(way)")
            let report = ScriptRunner().run(Array(script.utf8), name: "\(way).smtp")
            #expect(
                report.outcome == .passed, "\(way)\n\(report.lines.joined(separator: "\n"))")
        }
    }

    @Test("a name of anything is read back from a saved command", arguments: UInt64(0)..<200)
    func names(_ seed: UInt64) throws {
        var octets = OddOctets(seed: seed)
        let name = octets.text()
        for command in ["checkpoint", "fork", "sessions", "user", "file", "tls"] {
            let rest = ["user": " x", "tls": ""][command] ?? ""
            let typed = command == "tls" ? "identity=" + name : name
            let parsed = try PromptCommand.parse(
                "\(command) \(EscapedText.quoted(typed.utf8))\(rest)")
            let text = parsed.text(secrets: true)
            #expect(text.isVisible)
            #expect(try PromptCommand.parse(text) == parsed, "\(text)")
        }
    }
}

/// Octets and text that are awkward to write down, from a seed.
struct OddOctets {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func roll(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

    /// Some pieces of text, at least one.
    mutating func text() -> String {
        (0...roll(4)).map { _ in OddOctets.pieces[roll(OddOctets.pieces.count)] }.joined()
    }

    /// A line, without LF; one in three has octets that are not UTF-8.
    mutating func line() -> [UInt8] {
        var octets = Array(text().utf8).filter { $0 != 0x0A }
        if roll(3) == 0 {
            let place = roll(octets.count + 1)
            octets.insert(UInt8(truncatingIfNeeded: 0x80 + roll(0x80)), at: place)
        }
        return octets
    }

    private static let pieces = [
        "a", "b c", "x@y.example", " ", "  ", "\t", "\"", "\"q u\"", "\\", "\\x41", "\\u{41}", "'",
        "{{", "}}", "[[", "[[x]]", "{{.*}}", "{", "#", "#~ x", "C: x", "S: 250 x", "::", ":x",
        "-- x --",
        "<a@b>", "*3", "*", "=", ".", "|", "/", "%", "\0", "\u{1B}[2J", "\r", "\u{7F}", "\u{85}",
        "\u{A0}", "\u{AD}", "\u{301}", "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "\u{FE0F}",
        "\u{115F}", "\u{1680}", "\u{2003}", "\u{200B}", "\u{200D}", "\u{200F}", "\u{2028}",
        "\u{202E}", "\u{2060}", "\u{2800}", "\u{3000}", "\u{3164}", "\u{E000}", "\u{378}",
        "\u{FEFF}", "\u{FFFD}", "\u{E0041}", "é", "密", "🎈", "\u{1F468}\u{200D}\u{1F469}",
    ]
}

/// A session in which there is something odd in every place.
struct OddSession {
    private var octets = OddOctets(seed: 0)
    private var simulator: Simulator
    private var live: LiveTranscript
    private var lines: [TranscriptLine]
    private var secretLines: [TranscriptLine]
    private var secretLive: LiveTranscript
    /// What was done, each in a line that can be read.
    private(set) var places: [String] = []

    init(profile: Profile) {
        var settings = SimulatorSettings(profile: profile)
        settings.configuration.allowsPlaintextAuthentication = true
        simulator = Simulator(settings)
        live = LiveTranscript(settings)
        secretLive = LiveTranscript(settings, secrets: true)
        lines = live.header()
        secretLines = secretLive.header()
    }

    init(seed: UInt64, profile: Profile, hasSecrets: Bool) {
        self.init(profile: profile)
        octets = OddOctets(seed: seed)
        if octets.roll(2) == 0 { addRules() }
        note("connect") { simulator throws(SimulatorError) in try simulator.connect() }
        for _ in 0...octets.roll(12) { act(hasSecrets) }
    }

    /// The session as each way of writing has it.
    func scripts(secrets: Bool) -> [(String, String)] {
        let lines = secrets ? secretLines : lines
        let shown = StepDisplay.lines(of: lines).map { Theme.plain.render($0) }
        return [
            ("saved", simulator.script(secrets: secrets)),
            ("traced", lines.flatMap(\.lines).map { $0 + "\n" }.joined()),
            ("shown", shown.map { $0 + "\n" }.joined()),
        ]
    }

    /// All octets that the client sent.
    var sent: [UInt8] { OddSession.sent(simulator.steps) }

    static func sent(_ steps: SharedList<Step>) -> [UInt8] {
        steps.flatMap(\.events).flatMap { event -> [UInt8] in
            if case .sent(let write) = event { write.bytes } else { [] }
        }
    }

    mutating func type(_ line: String) {
        note(line) { simulator throws(SimulatorError) in
            if simulator.expectation == .connection { try simulator.connect() }
            return try simulator.type(line: Array(line.utf8))
        }
    }

    private mutating func addRules() {
        let text = EscapedText.quoted(octets.text().utf8)
        let reply = EscapedText.quoted(Array("250 ".utf8) + octets.line() + [0x0D, 0x0A])
        for rule in [
            "on recipient \(text) reject 550", "on verb \(text) tempfail once",
            "on unknown reply \(reply)", "on verify reply \(reply)", "on sender \(text) discard",
            "set texts.greeting \(text)", "user \(text) \(text)", "checkpoint \(text)",
        ] where octets.roll(2) == 0 { perform(rule) }
    }

    private mutating func act(_ hasSecrets: Bool) {
        if simulator.openQuestion != nil { return answer() }
        let odd = octets.line()
        switch octets.roll(14) {
        case 0: send("NOOP ", odd)
        case 1: send("", odd)
        case 2: send("EHLO ", odd)
        case 3: send("EHLO client.example", [])
        case 4: send("MAIL FROM:<", odd, "@x.example>")
        case 5: send("MAIL FROM:<\"", odd, "\"@x.example> SIZE=1")
        case 6: send("MAIL FROM:<a@b> X=", odd)
        case 7: send("RCPT TO:<", odd, ">")
        case 8: send("VRFY ", odd)
        case 9: sendMessage(odd)
        case 10: if hasSecrets { send("AUTH PLAIN", []) }
        case 11: if hasSecrets { send("AUTH ", odd) }
        case 12:
            perform(
                "\(["checkpoint", "fork"][octets.roll(2)]) \(EscapedText.quoted(octets.text().utf8))"
            )
        default: perform("ask \(["recipient", "sender", "hello"][octets.roll(3)])")
        }
        if simulator.expectation == .authentication { send("", octets.line()) }
    }

    private mutating func sendMessage(_ odd: [UInt8]) {
        for line in ["MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA"] {
            guard simulator.openQuestion == nil else { return }
            send(line, [])
        }
        guard simulator.expectation == .content else { return }
        send("", odd)
        note("text") { simulator throws(SimulatorError) in
            try simulator.send(messageText: odd)
        }
        send("Subject: ", octets.line())
        send(".", [])
    }

    private mutating func answer() {
        let text = EscapedText.quoted(Array("250 ".utf8) + octets.line() + [0x0D, 0x0A])
        let words = ["accept", "reject", "reply \(text)", "rewrite \(text)", "reply \"\u{A0}\""]
        let word = words[octets.roll(words.count)]
        note("A: " + word) { simulator throws(SimulatorError) in try simulator.answer(word) }
    }

    /// Sends a line, in one in four cases with another line end than CR LF.
    private mutating func send(_ before: String, _ odd: [UInt8], _ after: String = "") {
        let end: [UInt8] = octets.roll(4) == 0 && !odd.isEmpty ? [0x0A] : [0x0D, 0x0A]
        let bytes = Array(before.utf8) + odd + Array(after.utf8) + end
        note(EscapedText.quoted(bytes)) { simulator throws(SimulatorError) in
            try simulator.send(bytes: bytes)
        }
    }

    private mutating func perform(_ text: String) {
        guard let command = try? PromptCommand.parse(text) else { return }
        note(":" + text) { simulator throws(SimulatorError) in
            try simulator.perform(command)
            return nil
        }
    }

    /// Does something; what cannot be done now is left undone.
    private mutating func note(
        _ place: String, _ body: (inout Simulator) throws(SimulatorError) -> Step?
    ) {
        let count = simulator.steps.count
        do { _ = try body(&simulator) } catch { return }
        places.append(EscapedText.shown(place))
        for step in simulator.steps[count...] {
            lines += live.lines(of: step)
            secretLines += secretLive.lines(of: step)
        }
    }
}
