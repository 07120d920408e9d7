import SASL
import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator

extension Workbench {
    /// What the word before the cursor may become.
    package func suggestions(for line: [UInt8], cursor: Int) -> Suggestions {
        guard situation != .paste else {
            return WordAtCursor(line, cursor: cursor)
                .suggestions(line.isEmpty ? [":end", ":abort"] : [])
        }
        let files = files
        return LineCompletion(context: completionContext, simulator: simulator) {
            files.paths(beginningWith: $0)
        }
        .suggestions(for: line, cursor: cursor)
    }

    var completionContext: CompletionContext {
        var context = CompletionContext()
        context.situation = situation
        // AUTH without a mechanism is not offered.
        context.admittedVerbs = VerbDeclaration.sorted(simulator.admittedVerbs)
            .filter { $0 != Verb.auth.name || !look.offeredMechanisms.isEmpty }
        context.extensions = look.offeredExtensions
        context.configuration = simulator.configuration
        context.mechanisms = look.offeredMechanisms
        context.addresses = seen.addresses
        context.clientNames = seen.clientNames
        context.profile = simulator.world.profile
        context.checkpoints = simulator.checkpointNames
        context.sessions = simulator.sessions
        context.messages = simulator.mailbox.messages.suffix(100).map(\.identifier)
        context.users = simulator.policy.credentials.users
        context.handlerCount = simulator.policy.handlers.count
        return context
    }
}

/// Addresses and names of clients that came up in the session, the latest first.
struct SeenNames: Hashable {
    private(set) var addresses: [String] = []
    private(set) var clientNames: [String] = []

    /// How many of each are remembered.
    private static let limit = 200

    mutating func add(_ step: Step) {
        for event in step.events {
            guard case .decided(let decided) = event else { continue }
            add(decided.question)
        }
    }

    private mutating func add(_ question: Question) {
        switch question {
        case .hello(let hello): SeenNames.insert(hello.name, into: &clientNames)
        case .sender, .recipient:
            guard let address = String(validating: question.subject, as: UTF8.self),
                !address.isEmpty
            else { return }
            SeenNames.insert(address, into: &addresses)
        case .connect, .capabilities, .verb, .data, .message, .authenticate, .startTLS, .verify,
            .expand, .unknown, .delivery, .queue, .fetch, .reversal, .turned:
            break
        }
    }

    private static func insert(_ name: String, into names: inout [String]) {
        guard names.first != name, name.unicodeScalars.allSatisfy({ $0.value > 0x20 }) else {
            return
        }
        names.removeAll { $0 == name }
        names.insert(name, at: 0)
        if names.count > limit { names.removeLast() }
    }
}
