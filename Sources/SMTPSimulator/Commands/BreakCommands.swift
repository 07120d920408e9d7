import MailHogMachine
import OctetText
import SMTPSession

/// What a session is stopped at.
package enum Breakpoint: Hashable, Sendable {
    /// A command with this verb, before anything is decided about it; in capitals.
    case verb(String)
    /// The state of that name, once the machine is in it.
    case state(String)
    /// A reply with such a code, before it is sent: `550`, `55x`, `5xx`.
    case code(String)
    /// A reply that is based on this rule, before it is sent.
    case rule(Rule)
}

extension Breakpoint: CustomStringConvertible {
    /// It as it is typed: `verb RCPT`.
    package var description: String {
        switch self {
        case .verb(let verb): "verb \(EscapedText.word(verb))"
        case .state(let name): "state \(EscapedText.word(name))"
        case .code(let pattern): "code \(pattern)"
        case .rule(let rule): "rule \(rule.id)"
        }
    }
}

package struct BreakCommand: Command {
    package static let definition = CommandDefinition(
        "break", "verb V|state S|code C|rule ID", .live, "Stops each session that comes there.",
        details: """
            A session stops at a verb before anything is decided about it, at a state when it has come to it, \
            and at a code or a rule before the reply is sent. A code is three digits, of which x stands for \
            any. :step goes on to the next place, :continue to the next breakpoint.
            """,
        examples: [
            ":break verb RCPT", ":break state DATA", ":break code 5xx",
            ":break rule order.hello-first",
        ],
        completions: [.words("verb", "state", "code", "rule")], place: .live)

    package var breakpoint: Breakpoint

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let kind = try words.required("verb, state, code or rule")
        switch kind.text.lowercased() {
        case "verb": return Self(breakpoint: .verb(try words.last("a verb").text.uppercased()))
        case "state":
            let word = try words.last("a state")
            let states = stateNames.map { ($0, $0) }
            return Self(breakpoint: .state(try CommandWords.choice(word, "state", states)))
        case "code":
            let word = try words.last("a code")
            let pattern = word.text.lowercased()
            guard isPattern(pattern) else {
                throw CommandError("expected a code such as 550 or 5xx", at: word.column)
            }
            return Self(breakpoint: .code(pattern))
        case "rule":
            let word = try words.last("a rule")
            let rules = Rule.allCases.map { ($0.id, $0) }
            return Self(breakpoint: .rule(try CommandWords.choice(word, "rule", rules)))
        default:
            throw CommandError("expected verb, state, code or rule", at: kind.column)
        }
    }

    /// The states of either machine: a command is read without knowing which one serves.
    private static let stateNames: [String] = {
        let names = Session.Phase.allCases.map(\.rawValue)
        return names + MailHogState.allCases.map(\.name).filter { !names.contains($0) }
    }()

    /// Whether some reply can match: RFC 5321 §4.2.1 has codes from 2yz to 5yz.
    private static func isPattern(_ text: String) -> Bool {
        let octets = text.utf8
        guard octets.count == 3, let first = octets.first else { return false }
        return "2345x".utf8.contains(first)
            && octets.allSatisfy { "0123456789x".utf8.contains($0) }
    }

    package func arguments(secrets: Bool) -> [String] { [breakpoint.description] }

    package static func completions(after arguments: [String]) -> [ArgumentKind] {
        guard let kind = arguments.first?.lowercased() else { return definition.completions }
        guard arguments.count == 1 else { return [] }
        switch kind {
        case "verb": return [.words("MAIL", "RCPT", "DATA", "EHLO", "AUTH", "STARTTLS", "QUIT")]
        case "state": return [.choices(stateNames.map { .init(word: $0) })]
        case "code": return [.words("2xx", "3xx", "4xx", "5xx")]
        case "rule": return [.choices(Rule.allCases.map { .init(word: $0.id) })]
        default: return []
        }
    }
}

package struct BreaksCommand: PlainCommand {
    package static let definition = CommandDefinition(
        "breaks", "", .live, "Lists the breakpoints.", place: .live)
}

package struct UnbreakCommand: Command {
    package static let definition = CommandDefinition(
        "unbreak", "N|all", .live, "Removes breakpoint N, or all breakpoints.",
        examples: [":unbreak 1", ":unbreak all"], completions: [.words("all")], place: .live)

    /// The breakpoint's number; nil for all.
    package var number: Int?

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let word = try words.last("the number of a breakpoint, or all")
        if word.text.lowercased() == "all" { return Self() }
        return Self(number: try CommandWords.number(word, 1...Int.max))
    }

    package func arguments(secrets: Bool) -> [String] { [number.map { "\($0)" } ?? "all"] }
}
