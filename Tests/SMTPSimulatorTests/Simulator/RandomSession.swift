import SMTPPolicy
import SMTPSession

@testable import SMTPSimulator

/// Plays at random, from a seed.
struct RandomSession {
    private var random: SeededRandom
    private(set) var simulator: Simulator

    init(seed: UInt64, profile: Profile) {
        random = SeededRandom(seed: seed)
        var settings = SimulatorSettings(profile: profile, seed: seed % 3)
        settings.configuration.allowsPlaintextAuthentication = true
        simulator = Simulator(settings)
        for _ in 0..<(5 + roll(25)) { act() }
    }

    private mutating func roll(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

    private mutating func pick(_ list: [String]) -> String { list[roll(list.count)] }

    /// What cannot be done now is left undone.
    private mutating func act() {
        if simulator.openQuestion != nil, roll(4) > 0 {
            _ = try? simulator.answer(pick(RandomSession.answers))
        } else {
            switch roll(20) {
            case 0..<9: _ = try? simulator.type(line: Array(pick(RandomSession.lines).utf8))
            case 9: sendGarbage()
            case 10: sendPart()
            case 11: _ = try? simulator.send(messageText: Array(pick(RandomSession.lines).utf8))
            case 12..<18:
                let command = pick(RandomSession.commands)
                guard let parsed = try? PromptCommand.parse(command) else {
                    preconditionFailure("no command: \(command)")
                }
                _ = try? simulator.perform(parsed)
            case 18: _ = try? simulator.undo(1 + roll(3))
            default: _ = try? simulator.redo()
            }
        }
    }

    private mutating func sendGarbage() {
        let octets = (0..<roll(40)).map { _ in
            roll(5) == 0 ? 13 : roll(5) == 0 ? 10 : UInt8(truncatingIfNeeded: random.next())
        }
        _ = try? simulator.send(bytes: octets)
    }

    /// Several lines in one write, perhaps without the end of the last.
    private mutating func sendPart() {
        var text = ""
        for _ in 0...roll(4) { text += pick(RandomSession.lines) + (roll(8) == 0 ? "\n" : "\r\n") }
        _ = try? simulator.send(bytes: Array(text.utf8.dropLast(roll(5))))
    }

    private static let lines = [
        "EHLO client.example", "EHLO client.example", "EHLO client.example", "HELO x", "EHLO -",
        "MAIL FROM:<ann@client.example>", "MAIL FROM:<ann@client.example>", "MAIL FROM: <a@b>",
        "MAIL FROM:<> SIZE=10 BODY=8BITMIME", "MAIL FROM:<a@b", "RCPT TO:<bob@sim.example>",
        "RCPT TO:<bob@sim.example>", "RCPT TO:<nosuch@sim.example>", "RCPT TO:<>", "DATA", "DATA",
        ".", ".", "..", "RSET", "NOOP", "NOOP x", "VRFY bob", "EXPN list", "HELP", "FOO bar", "",
        "STARTTLS", "AUTH PLAIN", "AUTH PLAIN AHRpbQBzZWNyZXQ=", "AUTH PLAIN AHRpbQB3cm9uZw==",
        "AUTH LOGIN", "AUTH LOGIN dGlt", "dGlt", "c2VjcmV0", "AUTH CRAM-MD5", "dGltIA==", "*", "=",
        "AUTH PLAIN =", "AUTH EXTERNAL", "AUTH PLAIN secret", "Subject: x", ":a colon", "::b",
        "caf\u{E9} \u{202E}", "NOOP ", "GET / HTTP/1.0", "QUIT", "a {{ b [[ c", "AUTH FOO secret",
    ]

    private static let answers = [
        "accept", "accept", "accept", "reject", "tempfail", #"reject 550 5.1.1 "No {{such}} user""#,
        "discard", "close", "disconnect", "silence", "delay 2m", #"reply "250-x\r\n""#,
        #"reply "999 a\r\nb\r\n""#, "authenticated tim", "challenge \"x\"", "malformed",
        #"capabilities "8BITMIME" "X y""#, "rewrite <c@d>", "nonsense", #"accept "two\nlines""#,
    ]

    private static let commands = [
        #"on recipient nosuch@* reject 550 5.1.1 "No such user""#, "on sender tempfail once",
        "on recipient tempfail 50%", "on auth tim reject", "on message discard every 2",
        "on hello delay 5s", "on verb NOOP silence", #"on verb HELP reply "250-\x01\r\n[[x]]\r\n""#,
        "on connect reject once", "on data reject after 1", "on verb /^v/ close", "off 1",
        "off all",
        "next reject", "next recipient accept 251 2.1.5", "next ask", "ask recipient",
        "ask recipient off", "ask auth", "ask connect", "ask credentials",
        "ask credentials off", "user tim secret", "user tim secret", "chunk 1", "chunk 7",
        "chunk off", "connect", "connect", "connect ip=192.0.2.7 port=25", "close", "tls", "tls",
        "tls identity=tim", "wait 1s", "wait 10m", "auth PLAIN tim secret", "auth LOGIN tim secret",
        "auth CRAM-MD5 tim secret", "auth PLAIN tim wrong", "auth EXTERNAL",
        "set maximum-recipients 1", "set require-tls on", "set maximum-errors 3",
        "set tolerate.pipelining.not-last off", "set authentication-mechanisms PLAIN,FOO",
        "profile lenient", "profile strict", "profile mailhog", "checkpoint a", "restore a",
        "goto 2", "seed 5",
        #"send "NOOP\r\nNOOP\r\n" *2"#, "hex 0d0a", "fork b", "sessions main",
    ]
}
