import OctetText
import SMTPPolicy
import SMTPScript
import SMTPSession

extension ScriptRun {
    /// Performs a command; one that was typed is content where content is awaited.
    mutating func perform(_ command: ScriptCommand, at index: Int) {
        guard !command.isTyped else { return type(command, at: index) }
        guard let planned = plan.commands[place(index)] else { return }
        perform(planned, at: index)
    }

    /// Performs a command that was typed: what it is, nobody knows before.
    mutating func perform(typed text: String, at index: Int) {
        do {
            perform(try PromptCommand.parse(text), at: index)
        } catch {
            fail(index, "\(error)")
        }
    }

    private mutating func type(_ command: ScriptCommand, at index: Int) {
        switch TypedLine((":" + command.text).utf8, isContent: simulator.takesContent) {
        case .command(let octets):
            perform(typed: String(decoding: octets, as: UTF8.self), at: index)
        case .text(let octets):
            refusePending()
            do {
                observe(try simulator.type(line: octets), at: [index])
            } catch {
                fail(index, "cannot send this: \(error)")
            }
        }
    }

    private mutating func perform(_ command: PromptCommand, at index: Int) {
        switch command.command {
        case let command as ExpectCommand: expect(command.check, at: index)
        case let command as RequireCommand: require(command.word)
        case let command as IncludeCommand:
            if isOutermost { lastIncluded = index }
            if let other = plan.included[command.word] { play(other) }
        case is QuitCommand: stop = .ended
        case let command as any SimulatorCommand: change(command, at: index)
        default: break  // It only looks.
        }
    }

    private mutating func change(_ command: some SimulatorCommand, at index: Int) {
        let isSending = command is any SendingCommand
        if isSending || Swift.type(of: command).definition.group == .time { refusePending() }
        if isSending { openIfNeeded(at: index, isByClient: true) }
        do {
            let outcome = try simulator.perform(
                command, SectionFiles(script: script, outside: files))
            if let step = outcome.step, !step.events.isEmpty { observe(step, at: [index]) }
        } catch {
            fail(index, "\(error)")
        }
    }

    private mutating func expect(_ check: ScriptCheck, at index: Int) {
        report.expectations += 1
        let context = CheckContext(
            events: recent, files: SectionFiles(script: script, outside: files),
            limit: options.limits.fileSize)
        guard let difference = check.difference(simulator, context) else { return }
        fail(index, "expected \(check), got \(difference)")
    }

    /// Skips the rest if something is not here: an extension that the server does not offer, or a
    /// client program.
    private mutating func require(_ what: String) {
        guard !isThere(what) else { return }
        stop = .skipped("requires \(EscapedText.inLine(what.utf8)), which is not here")
    }

    private func isThere(_ what: String) -> Bool {
        simulator.world.offeredExtensions.contains(what.uppercased()) || files.hasProgram(what)
    }
}
