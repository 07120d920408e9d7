import SMTPPolicy
import SMTPScript
import SMTPSession
import SMTPSimulator

/// What the word before the cursor may become.
package struct Suggestions: Hashable, Sendable {
    /// One continuation.
    package struct Candidate: Hashable, Sendable {
        /// What replaces the octets from `replaceFrom` to the cursor.
        package var text: String
        /// A few words that explain it in a list; empty for none.
        package var meaning: String
        /// Whether a space follows once it is the only one.
        package var isWhole: Bool

        package init(_ text: String, _ meaning: String = "", isWhole: Bool = true) {
            self.text = text
            self.meaning = meaning
            self.isWhole = isWhole
        }
    }

    /// Where the word begins: an offset into the line in octets.
    package var replaceFrom: Int
    /// The continuations, in the order to show them in.
    package var candidates: [Candidate]

    package static let none = Suggestions(replaceFrom: 0, candidates: [])
}

/// What completion needs to know of the moment.
struct CompletionContext: Hashable, Sendable {
    /// What the next line is.
    var situation = Situation.command
    var admittedVerbs: [String] = []
    var extensions: [SMTPExtension] = []
    var configuration = Configuration()
    /// The SASL mechanisms that the server takes now.
    var mechanisms: [String] = []
    /// Addresses that were seen so far, the latest first.
    var addresses: [String] = []
    /// Names that clients gave so far, the latest first.
    var clientNames: [String] = []
    var profile = Profile.strict
    var checkpoints: [String] = []
    var sessions: [String] = []
    var messages: [String] = []
    /// The users that can authenticate.
    var users: [String] = []
    var handlerCount = 0
    /// Whether real clients come and go.
    var isLive = false
}

/// Says what the word before the cursor may become, by the state of the session.
struct LineCompletion: Sendable {
    let context: CompletionContext
    /// Where the numbers and names of what was done come from.
    let simulator: Simulator
    /// Lists paths that begin with a prefix.
    let paths: @Sendable (String) -> [String]

    /// The continuations of a line.
    func suggestions(for line: [UInt8], cursor: Int) -> Suggestions {
        let word = WordAtCursor(line, cursor: cursor)
        let mark = TypedLine.commandMark(isContent: context.situation.takesContent)
        let first = word.before.first ?? word.word
        if first.hasPrefix(mark) {
            return command(word, mark: mark)
        }
        switch context.situation {
        case .command, .unconnected, .closed: return smtp(word)
        case .header: return .none
        case .text, .paste: return .none
        case .response: return word.before.isEmpty ? word.suggestions(["*"]) : .none
        case .handshake: return word.before.isEmpty ? word.suggestions([":tls"]) : .none
        case .question(let question, _):
            return suggestions(HandlerCompletion.answer(word.before, for: question.hook), word)
        }
    }
}
