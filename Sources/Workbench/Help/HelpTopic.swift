import SMTPPolicy
import SMTPSession

/// What `:help` covers besides the commands.
package enum HelpTopic: String, CaseIterable, Hashable, Sendable {
    case start, keys, states, trace, content, hooks, actions, link, qualifiers, patterns, answers
    case script

    /// A few words, for a list.
    package var title: String {
        switch self {
        case .start: "your first mail, line by line"
        case .keys: "the keys of the prompt"
        case .states: "what the server waits for"
        case .trace: "the lines that begin with #~"
        case .content: "typing message text and SASL responses"
        case .hooks: "the questions that a server decides"
        case .actions: "how to answer a question"
        case .link: "faults of the link to the client"
        case .qualifiers: "how often a handler answers"
        case .patterns: "which questions a handler answers"
        case .answers: "the A: prompt"
        case .script: "the script language"
        }
    }
}

extension HelpTopic {
    /// Prose about the topic, one element per paragraph.
    var paragraphs: [String] {
        switch self {
        case .start:
            [
                "You are the client: you type a line, and the server replies with a number and "
                    + "a few words. A number that begins with 2 is a yes, with 3 go on, with 4 not "
                    + "now, with 5 a no.",
                "Type these lines, one after the other. At any time :why explains the last "
                    + "reply, :can what may come next, and :undo takes your last line back.",
            ]
        case .keys:
            [
                "Up and Down recall earlier lines, Ctrl-R searches them. Pasted lines are "
                    + "entered one by one."
            ]
        case .states:
            [
                "A state is named after what the server waits for. An arrow in the trace "
                    + "shows a change."
            ]
        case .trace:
            [
                "After the server's reply, the trace shows the state and how it changed, "
                    + "what was decided and by whom, and the rule that refused a command. :why says "
                    + "more.",
                "In a script these lines are ignored.",
            ]
        case .content:
            [
                "While the server waits for message text or a SASL response, every line is "
                    + "sent, even one that begins with a colon. There, a command has two colons, "
                    + "and three send two.",
                "At any other time, a line that begins with a colon is a command, and :: "
                    + "sends one. Lines with the marks C:, S: and A: are those of a script, and so "
                    + "they are in content after a command with its mark.",
            ]
        case .hooks:
            [
                "Where RFC 5321 leaves a decision to the server, the simulator asks its "
                    + "handlers, and you if you like. If no handler matches, the default applies: "
                    + "usually accept."
            ]
        case .actions:
            [
                "An action follows the pattern of a handler; it is also how you answer at "
                    + "the A: prompt. CODE, X.Y.Z and \"text\" are optional; without them, the "
                    + "usual reply is sent."
            ]
        case .link:
            [
                "The word link after an action, and one or more of these, give the link to the "
                    + "client faults: accept link cut 500. They hold from the reply on, until "
                    + "another action says link; link usual ends them.",
                "Pieces, pauses and rates are about time on a wire. The prompt and scripts have none, and "
                    + "only show them; stdio and listen carry them out.",
            ]
        case .qualifiers:
            [
                "A qualifier ends a handler. Without one, the handler answers each time it "
                    + "matches. The first handler that matches and answers decides; one that does "
                    + "not leaves the question to those after it.",
                "How often, per what and for how long can stand together. Greylisting is: tempfail "
                    + "451 for 5m per client sender recipient",
            ]
        case .patterns:
            [
                "A pattern follows the hook; without one, the handler matches every "
                    + "question. * stands for any characters and ? for one; a regular expression "
                    + "stands between slashes.",
                "Capitals and small letters are the same, but not before the @ of an address (RFC 5321 "
                    + "§2.4); there, an i after the second slash makes them so: /^ann@/i.",
            ]
        case .answers:
            [
                "A question is open, and the client's octets wait. Type an action, such as "
                    + "accept or reject 550 5.1.1 \"No such user\". The prompt's commands work "
                    + "here too."
            ]
        case .script:
            [
                "A script is a file of lines; the first characters of a line say what it "
                    + "is. The prompt shows sessions in the same language, and :save writes them."
            ]
        }
    }

    /// Words and what they mean.
    var table: [(String, String)] {
        switch self {
        case .start: HelpTopic.firstMail
        case .keys: HelpTopic.keyTable
        case .states: Reference.stateTable
        case .hooks: Hook.allCases.map { ($0.rawValue, $0.summary) }
        case .actions, .answers: ActionName.allCases.map(\.row)
        case .link: LinkWord.allCases.map { ("\($0.rawValue) \($0.syntax)", $0.summary) }
        case .qualifiers: HelpTopic.qualifierTable
        case .patterns: Hook.allCases.map { ($0.rawValue, "matched against \($0.subject)") }
        case .script: HelpTopic.scriptTable
        case .trace, .content: []
        }
    }

    private static let firstMail = [
        ("EHLO client.example", "who you are"),
        ("MAIL FROM:<ann@client.example>", "who sends the mail"),
        ("RCPT TO:<bob@sim.example>", "who is to get it"),
        ("DATA", "now comes the text"),
        ("Subject: Hello", "a line of it; as many as you like"),
        (".", "a dot alone ends the text"),
        (":message 1", "the mail as the server has it"),
        ("QUIT", "good-bye"),
    ]

    private static let keyTable = [
        ("Tab", "completes verbs, parameters, addresses, commands"),
        ("Ctrl-C", "drops the line, or :paste; stops long output"),
        ("Ctrl-D", "on an empty line: the client closes the connection; again: leaves"),
        ("Ctrl-R", "searches earlier lines"),
        ("PgUp, PgDn", "recall lines that begin as what is typed does"),
        ("Ctrl-Left, Ctrl-Right", "go by words"),
    ]

    private static let qualifierTable = [
        ("once", "the first time"), ("times 3", "the first three times"),
        ("after 2", "every time but the first two"), ("every 5", "every fifth time"),
        ("25%", "at random; the same --seed gives the same results"),
        ("per recipient", "each recipient is counted apart; also client, sender, or several"),
        ("for 5m", "from the first time for so long, in the server's time"),
    ]

    private static let scriptTable = [
        ("C: text", "sends text and CR LF, as typing it does"),
        (#"C+ "octets\r\n" *3"#, "sends exactly these octets, optionally repeated"),
        ("C| text", "sends a line of message text, dot-stuffed"),
        ("C< file", "sends the octets of a file or a section"),
        ("S: text", "expects this reply line; {{regex}} and [[name]] inside"),
        ("S= 250", "expects a reply by its code: 2xx, 550 5.1.*, 250|251"),
        ("S? text", "expects a line that may be absent"),
        ("S*", "expects any further lines of this reply"),
        ("S{ … S}", "expects lines in any order; S! text must not occur"),
        ("S. close", "expects the server to close; also S. silence and S. tls"),
        ("A: answer", "answers the open question"),
        (":command", "any command of the prompt; also :expect and :require"),
        ("-- name --", "begins a file section at the end of the script"),
        ("# text", "a comment; ## begins a phase, #~ is trace"),
    ]
}
