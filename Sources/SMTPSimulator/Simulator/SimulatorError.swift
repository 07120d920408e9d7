import SMTPPolicy
import SMTPScript
import SMTPSession

/// Why a simulator did not do what was typed; nothing has changed.
public enum SimulatorError: Error, Hashable, Sendable {
    /// The machine does not take that input now.
    case misuse(Misuse)
    /// The answer cannot be read.
    case answer(PolicySyntaxError)
    /// The value of a setting, or its name, is wrong.
    case setting(SettingError)
    /// The connection is closed; `:connect` opens another.
    case closed
    /// A question waits for its answer.
    case questionIsOpen(Hook)
    /// No question is open.
    case noQuestion
    /// There is nothing to undo, redo or go to.
    case noSuchStep(String)
    /// There is no checkpoint, session, handler or user of that name.
    case unknownName(kind: String, name: String, suggestion: String?)
    /// The name is taken.
    case nameIsTaken(String)
    /// A file cannot be read.
    case file(ScriptFileError)
    /// The command has no meaning here.
    case unsuitable(String)
}

extension SimulatorError: CustomStringConvertible {
    /// What is wrong, in lower case and without a full stop.
    public var description: String {
        switch self {
        case .misuse(let misuse): SimulatorError.lowercased(misuse.description)
        case .answer(let error): error.description
        case .setting(let error): error.description
        case .closed: "the connection is closed; :connect opens another"
        case .questionIsOpen(let hook): "the \(hook.rawValue) question waits for its answer"
        case .noQuestion: "no question is open"
        case .noSuchStep(let what): what
        case .unknownName(let kind, let name, let suggestion):
            "there is no \(kind) \(name)" + (suggestion.map { "; did you mean \($0)?" } ?? "")
        case .nameIsTaken(let name): "\(name) is there already"
        case .file(let error): error.description
        case .unsuitable(let why): why
        }
    }

    private static func lowercased(_ sentence: String) -> String {
        let text = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
