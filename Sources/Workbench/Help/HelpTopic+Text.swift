import SMTPPolicy
import SMTPSession

extension HelpTopic {
    /// Prose about the topic, one paragraph an element.
    var paragraphs: [String] {
        switch self {
        case .keys:
            [
                "Up and Down call lines back, Ctrl-R searches them. Several pasted lines are entered one "
                    + "after the other."
            ]
        case .states:
            [
                "A state is named for what the server waits for. An arrow in the trace shows a change."
            ]
        case .trace:
            [
                "Behind the server's reply the trace tells the state, how it changed, what the hooks "
                    + "decided and who decided, and the rule behind a refusal. :why tells more.",
                "In a script these lines are ignored.",
            ]
        case .content:
            [
                "While the server waits for message text or for a SASL response, every line is sent, "
                    + "even one that begins with a colon. A command has two colons there, and "
                    + "three send two.",
                "At other times a line that begins with a colon is a command, and :: sends one.",
            ]
        case .hooks:
            [
                "Where RFC 5321 leaves a decision to the server, the simulator asks its rules, and you "
                    + "if you want. Nobody answers: the default holds, nearly always accept."
            ]
        case .actions:
            [
                "An action stands behind the pattern of a rule, and answers at the A: prompt. CODE, X.Y.Z "
                    + "and \"text\" can be left out; then the usual reply is given."
            ]
        case .qualifiers:
            [
                "A qualifier stands at the end of a rule. Without one it answers each time it fits. The "
                    + "first rule that fits and answers decides; one that does not leaves it to "
                    + "those behind it."
            ]
        case .patterns:
            [
                "A pattern stands behind the hook; without one the rule fits each question. * stands for "
                    + "any characters and ? for one; between slashes is a regular expression."
            ]
        case .answers:
            [
                "A question is open, and the client's bytes wait. Type an action, such as accept or "
                    + "reject 550 5.1.1 \"No such user\". Commands of the prompt work too."
            ]
        case .script:
            [
                "A script is a file of lines; the first characters say what a line is. What the prompt "
                    + "shows is in the same language, and :save writes it."
            ]
        }
    }

    /// Words and what they mean.
    var table: [(String, String)] {
        switch self {
        case .keys: HelpTopic.keyTable
        case .states: HelpTopic.stateTable
        case .hooks: Hook.allCases.map { ($0.rawValue, $0.summary) }
        case .actions, .answers: HelpTopic.actionTable
        case .qualifiers: HelpTopic.qualifierTable
        case .patterns: Hook.allCases.map { ($0.rawValue, "is compared with \($0.subject)") }
        case .script: HelpTopic.scriptTable
        case .trace, .content: []
        }
    }

    private static var actionTable: [(String, String)] {
        ActionName.allCases.map { action in
            let word =
                action.syntax.isEmpty ? action.rawValue : "\(action.rawValue) \(action.syntax)"
            return (word, action.summary)
        }
    }

    private static let keyTable = [
        ("Tab", "completes verbs, parameters, addresses, commands"),
        ("Ctrl-C", "drops the line"),
        ("Ctrl-D", "on an empty line: the client closes the connection; again: leave"),
        ("Ctrl-R", "searches the lines typed before"),
    ]

    private static let stateTable = [
        ("START", "the connection"), ("HELLO", "EHLO or HELO"), ("MAIL", "MAIL"),
        ("RCPT", "RCPT, or DATA once a recipient is accepted"),
        ("DATA", "message text, up to a line with a single dot"),
        ("BDAT", "the octets of a chunk"), ("AUTH", "a SASL response"),
        ("TLS", "the TLS handshake: :tls does it"), ("CLOSED", "nothing; :connect opens anew"),
    ]

    private static let qualifierTable = [
        ("once", "the first time"), ("times 3", "the first three times"),
        ("after 2", "each time but the first two"), ("every 5", "each fifth time"),
        ("25%", "by chance, the same each time with the same --seed"),
    ]

    private static let scriptTable = [
        ("C: text", "sends text and CRLF, as typing it does"),
        (#"C+ "bytes\r\n" *3"#, "sends exactly these bytes, perhaps repeated"),
        ("C| text", "sends a line of message text, dot-stuffed"),
        ("C< file", "sends the bytes of a file or of a section"),
        ("S: text", "expects this reply line; {{regex}} and [[name]] inside"),
        ("S= 250", "expects a reply by its code: 2xx, 550 5.1.*, 250|251"),
        ("S? text", "expects a line that may be missing"),
        ("S*", "expects any further lines of this reply"),
        ("S{ … S}", "expects lines in any order; S! text must not occur"),
        ("S. close", "expects the server to close; also S. silence and S. tls"),
        ("A: answer", "answers the open question"),
        (":command", "any command of the prompt, also :expect and :require"),
        ("-- name --", "begins a file section at the end of the script"),
        ("# text", "a comment; ## begins a phase, #~ is trace"),
    ]
}
