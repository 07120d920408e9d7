import SMTPDriver
import SASL
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator

extension Workbench {
    /// What the word before the cursor may become.
    ///
    /// - Parameters:
    ///   - line: the line as far as it is typed, in UTF-8
    ///   - cursor: where the cursor is, in octets
    /// - Returns: the continuations
    public func suggestions(for line: [UInt8], cursor: Int) -> Suggestions {
        guard pasted == nil else { return .none }
        let files = files
        return LineCompletion(completionContext) { files.paths(beginningWith: $0) }
            .suggestions(for: line, cursor: cursor)
    }

    private var completionContext: CompletionContext {
        var context = CompletionContext()
        context.expectation = simulator.expectation
        // AUTH without a mechanism is not offered.
        context.admittedVerbs = VerbDeclaration.sorted(simulator.admittedVerbs)
            .filter { $0 != Verb.auth.name || !look.offeredMechanisms.isEmpty }
        context.extensions = look.offeredExtensions
        context.configuration = simulator.configuration
        context.mechanisms = look.offeredMechanisms
        context.openHook = simulator.openQuestion?.hook
        context.addresses = seen.addresses
        context.clientNames = seen.clientNames
        context.profile = simulator.world.profile
        context.checkpoints = simulator.checkpointNames
        context.sessions = simulator.sessions
        context.messages = simulator.mailbox.messages.suffix(100).map(\.identifier)
        context.users = simulator.policy.credentials.users
        context.ruleCount = simulator.policy.handlers.count
        return context
    }
}
