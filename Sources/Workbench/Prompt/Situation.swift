import SMTPDriver
import SMTPSession
import SMTPSimulator

/// What the next line at the prompt is, by what waits for it.
///
/// The prompt, hints and completion are made from it.
package enum Situation: Hashable, Sendable {
    /// The connection is not open yet; a command opens it.
    case unconnected
    /// The server waits for a header of the PROXY protocol.
    case header
    /// The server waits for a command.
    case command
    /// The server waits for message text, a line or the octets of a chunk.
    case text
    /// The server waits for a SASL response, in an exchange of a mechanism if that is known.
    case response(mechanism: String?)
    /// The server waits for the TLS handshake, which `:tls` does.
    case handshake
    /// The connection is closed.
    case closed
    /// A question waits for the person; as it may be shown, with what an empty line answers.
    case question(Question, proposal: AnswerName)
    /// `:paste` gathers lines.
    case paste

    /// Whether the server takes the next line for content, so that a command needs two colons.
    package var takesContent: Bool {
        switch self {
        case .text, .response: true
        case .unconnected, .header, .command, .handshake, .closed, .question, .paste: false
        }
    }

    /// Whether the next line is an answer.
    package var isQuestion: Bool { if case .question = self { true } else { false } }
}

extension Workbench {
    /// What the next line is.
    package var situation: Situation { pasted == nil ? simulator.situation : .paste }
}

extension Simulator {
    /// What the next line is, `:paste` apart.
    var situation: Situation {
        if let question = shownQuestion, let proposal = proposedAnswer {
            return .question(question, proposal: proposal)
        }
        return switch expectation {
        case .connection: .unconnected
        case .header: .header
        case .command: .command
        case .content: .text
        case .authentication: .response(mechanism: mechanism)
        case .handshake: .handshake
        case .nothing: .closed
        }
    }

    /// The mechanism of the SASL exchange under way, by the last command that began one.
    private var mechanism: String? {
        for step in steps.reversed() {
            for event in step.events.reversed() {
                guard case .decided(let decided) = event,
                    case .authenticate(let exchange) = decided.question
                else { continue }
                return exchange.mechanism
            }
        }
        return nil
    }
}
