import OctetText
import SASL
import SMTPGrammar
import SMTPPolicy
import SMTPScript
import SMTPSession

/// What came of a command.
public struct CommandOutcome: Sendable {
    /// What was done, if it was a step that can be undone.
    public var step: Step?
    /// What the tool says of it; often nothing.
    public var messages: [String]

    /// An outcome.
    ///
    /// - Parameters:
    ///   - step: what was done
    ///   - messages: what the tool says of it
    public init(step: Step? = nil, messages: [String] = []) {
        self.step = step
        self.messages = messages
    }
}

extension Simulator {
    /// Performs a command that changes the simulator.
    ///
    /// - Parameters:
    ///   - command: the command; those that look, and those that need files other than `:file`, are
    ///     not performed here
    ///   - files: where `:file` reads
    /// - Returns: what was done
    /// - Throws: why not; then nothing has changed
    @discardableResult
    public mutating func perform(
        _ command: PromptCommand, files: any ScriptFiles = NoFiles()
    ) throws(SimulatorError) -> CommandOutcome {
        switch command {
        case .undo, .redo, .goTo, .checkpoint, .restore, .fork, .sessions:
            return CommandOutcome(messages: try performTime(command))
        case .on, .off, .ask, .askCredentials, .user, .chunk, .seed, .set, .profile:
            return CommandOutcome(step: try performChange(command))
        case .next:
            let replaced = policy.next.map { "in the place of :next \($0)" }
            return CommandOutcome(
                step: try performChange(command), messages: [replaced].compactMap(\.self))
        case .expect(let check): return CommandOutcome(messages: [try hold(check, files)])
        case .require, .include: throw .unsuitable(":\(command.name) works only in scripts")
        case .send(let bytes): return CommandOutcome(step: try send(bytes: bytes.expanded))
        case .hex(let bytes): return CommandOutcome(step: try send(bytes: bytes))
        case .file(let file): return CommandOutcome(step: try send(file, files))
        case .connect(let peer): return CommandOutcome(step: try connect(peer))
        case .close: return CommandOutcome(step: try close())
        case .tls(let info): return CommandOutcome(step: try secure(info))
        case .wait(let milliseconds): return CommandOutcome(step: try wait(milliseconds))
        case .auth(let mechanism, let credential):
            return CommandOutcome(step: try authenticate(mechanism, credential))
        case .compare(let profile):
            return CommandOutcome(messages: compare(with: profile).map(\.description))
        case .flush: return CommandOutcome()
        case .help, .state, .can, .why, .explain, .envelope, .messages, .message, .log, .hooks,
            .settings, .buffer, .quit, .paste, .save, .run, .open:
            throw .unsuitable(":\(command.name) does not change the session")
        }
    }

    /// Checks something, as scripts do.
    private func hold(
        _ check: ScriptCheck, _ files: any ScriptFiles
    ) throws(SimulatorError) -> String {
        let recent = steps.last { !$0.events.isEmpty }?.events ?? []
        let context = CheckContext(events: recent) { name throws(ScriptFileError) in
            try files.read(name, limit: ScriptLimits().fileSize)
        }
        guard let difference = check.difference(self, context) else { return "\(check): it holds" }
        throw .unsuitable("expected \(check), got \(difference)")
    }

    private mutating func performTime(_ command: PromptCommand) throws(SimulatorError) -> [String] {
        switch command {
        case .undo(let count): return [try undo(count)]
        case .redo(let count): return [try redo(count)]
        case .goTo(let number): return [try go(to: number)]
        case .checkpoint(let name):
            checkpoint(name)
            return []
        case .restore(let name):
            try restore(name)
            return ["back at \(EscapedText.inLine(name.utf8))"]
        case .fork(let name):
            try fork(name)
            return ["this is session \(EscapedText.inLine(name.utf8)) now"]
        case .sessions(let name?):
            try `switch`(to: name)
            return ["this is session \(EscapedText.inLine(name.utf8)) now"]
        case .sessions(nil): return sessions
        case .help, .state, .can, .why, .explain, .envelope, .messages, .message, .log, .hooks,
            .settings, .buffer, .compare, .quit, .on, .off, .next, .ask, .askCredentials, .user,
            .send, .hex, .file, .chunk, .paste, .flush, .connect, .close, .tls, .auth, .wait, .set,
            .profile, .seed, .save, .run, .open, .expect, .require, .include:
            throw .unsuitable(":\(command.name) does not go back or forth")
        }
    }

    private mutating func send(
        _ file: ClientFile, _ files: any ScriptFiles
    ) throws(SimulatorError) -> Step {
        do {
            let contents = try files.read(file.path, limit: ScriptLimits().fileSize)
            return try send(bytes: file.mode.bytes(sending: contents))
        } catch let error as ScriptFileError {
            throw .file(error)
        } catch let error as SimulatorError {
            throw error
        } catch {
            preconditionFailure("files and simulators throw their own errors")
        }
    }
}
