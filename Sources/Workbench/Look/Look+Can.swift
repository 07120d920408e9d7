import OctetText
import SASL
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

// `:can`: what may come next, the usual step first and marked; what is marked works as it stands.

extension CanCommand: PageCommand {
    /// `:can`: what the client may send now, with syntax.
    func show(_ look: Look, on page: inout Page) {
        if let question = look.simulator.openQuestion {
            return page.choices(
                CanCommand.answers(
                    question.hook, usual: look.simulator.proposedAnswer ?? .accept))
        }
        switch look.simulator.expectation {
        case .command: look.addCommands(to: &page)
        case .header:
            page.choices(
                (
                    "A header of the PROXY protocol.",
                    [
                        ("PROXY TCP4 192.0.2.1 198.51.100.1 56324 25", "says who the client is"),
                        ("PROXY UNKNOWN", "says nothing"),
                    ]
                ))
        case .content:
            if let octets = look.simulator.machine.awaitedOctets {
                let count = counted(Int(clamping: octets), "octet")
                return page.say("Any octets: \(count) of the chunk are to come.")
            }
            page.choices(look.textChoices)
        case .authentication: page.choices(look.responseChoices)
        case .handshake: page.choices(("The TLS handshake.", [(":tls", "performs it")]))
        case .connection:
            page.choices(
                (
                    "The connection is not open.",
                    [
                        ("EHLO client.example", "opens it, and begins"),
                        (":connect", "opens it"),
                    ]
                ))
        case .nothing:
            page.choices(("The connection is closed.", [(":connect", "opens another")]))
        }
    }

    /// What can come in the lines after `:paste`.
    static func showPasting(on page: inout Page) {
        page.choices(
            (
                "Lines are gathered, to be sent in one write.",
                [(":end", "sends them"), ("NOOP", "any line: it is gathered")]
            ))
    }

    private static func answers(_ hook: Hook, usual: AnswerName) -> Choices {
        let others = hook.answers.map { ActionName.answer($0).row }
        let example = hook == .recipient ? #"reject 550 5.1.1 "No such user""# : "reject 550"
        return (
            "The \(hook.rawValue) question is open: answer it.",
            [(usual.rawValue, "the usual answer")] + others + [(example, "an example")]
        )
    }
}

/// What is awaited, and what can be typed, the usual first.
private typealias Choices = (heading: String, rows: [(String, String)])

extension Page {
    /// Stands before the usual next step.
    static let next = "→ "

    /// Adds a heading, and rows of which the first is marked.
    fileprivate mutating func choices(_ choices: Choices) {
        say(choices.heading, .question)
        table(
            choices.rows.enumerated().map { index, row in
                ((index == 0 ? Page.next : "  ") + row.0, row.1)
            })
    }
}

extension Look {
    fileprivate var textChoices: Choices {
        let hasText = simulator.steps.last?.before.machine.expectation == .content
        let line = ("Subject: Hello", "a line of text: a header, an empty line, then the rest")
        let end = (".", "a dot alone ends the message")
        return (
            "Message text, line by line.",
            (hasText ? [end, line] : [line, end]) + [
                ("..", "a line with one dot: one that begins with a dot needs one more"),
                ("::can", "a command has two colons here"),
            ]
        )
    }

    /// A response that can be typed by hand, by what the server asked for.
    fileprivate var responseChoices: Choices {
        let user = simulator.policy.credentials.users.first ?? "tim"
        let challenge = simulator.lastReply.flatMap { try? Base64.decode($0.reply.text) } ?? []
        let asked = String(decoding: challenge, as: UTF8.self).lowercased()
        let cancel = ("*", "cancels")
        let example: (String, String)? =
            if asked.contains("user") {
                (LookText.base64(user), "\(EscapedText.shown(user)), in base64")
            } else if asked.contains("pass") {
                (LookText.base64("secret"), "secret, in base64: the password")
            } else if asked.isEmpty {
                (LookText.base64("\0tim\0secret"), "tim and secret, in base64, as PLAIN has them")
            } else {
                nil
            }
        return (
            "A SASL response in base64.",
            [example, cancel].compactMap(\.self)
                + [("::undo", "goes back; :auth PLAIN tim secret does it all")]
        )
    }
}

private enum LookText {
    static func base64(_ text: String) -> String {
        String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self)
    }
}

extension ActionName {
    /// How it is written, and what it does.
    var row: (String, String) {
        (syntax.isEmpty ? rawValue : "\(rawValue) \(syntax)", summary)
    }
}

extension Look {
    fileprivate func addCommands(to page: inout Page) {
        let usual = usualVerb
        let verbs = VerbDeclaration.sorted(simulator.admittedVerbs)
        for verb in verbs.filter({ $0 == usual }) + verbs.filter({ $0 != usual }) {
            add(verb, verb == usual ? Page.next : "  ", to: &page)
        }
        page.say("\(Page.next)is the usual next step; Tab completes what you begin.")
        let refused = refusals()
        guard !refused.isEmpty else { return }
        page.say("Not now:")
        page.table(refused)
    }

    private func add(_ verb: String, _ mark: String, to page: inout Page) {
        guard verb != Verb.auth.name else {
            return offeredMechanisms.forEach { page.show("\(mark)AUTH \($0)") }
        }
        var words = Reference.syntax(of: verb).split(separator: " ").map(String.init)
        words[0] = mark + words[0]
        page.words(words, gap: 1)
        let parameters = offeredExtensions.flatMap(\.parameters)
            .filter { $0.verb.name == verb }.flatMap(\.syntax)
        guard !parameters.isEmpty else { return }
        page.words(parameters, gap: 2, .hint, indentation: 7)
    }

    /// What most clients would send now.
    private var usualVerb: String {
        let machine = simulator.machine
        let verbs = simulator.admittedVerbs
        let isDone = simulator.lastReply?.reply.rule == .messageAccepted
        let needsUser =
            simulator.configuration.requiresAuthentication && machine.authenticatedUser == nil
        let wishes: [(Verb, Bool)] = [
            (.startTLS, simulator.configuration.requiresTLS && machine.clientName != nil),
            (.ehlo, machine.clientName == nil),
            (.auth, needsUser && !offeredMechanisms.isEmpty), (.startTLS, needsUser),
            (.data, true), (.rcpt, true), (.quit, isDone), (.mail, true), (.ehlo, true),
        ]
        return wishes.first { $0.1 && verbs.contains($0.0.name) }?.0.name ?? Verb.quit.name
    }

    /// The verbs that the server knows and would refuse now, with the rule's sentence.
    private func refusals() -> [(String, String)] {
        VerbDeclaration.taught.map(\.verb).compactMap { verb in
            guard let rule = simulator.machine.admission(of: verb), rule != .notImplemented,
                rule != .unknownCommand,
                rule != .notOffered, rule != .listedButOff
            else {
                return nil
            }
            return (verb.name, "\(rule.text) (\(rule.id))")
        }
    }
}
