import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

/// A command that needs more than a simulator: a screen to show a page on, or files.
protocol WorkbenchCommand: Command {
    /// Performs it.
    func perform(on workbench: inout Workbench) -> [Line]
}

extension QuitCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] {
        workbench.isFinished = true
        return []
    }
}

extension PasteCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] {
        workbench.pasted = []
        return workbench.page {
            $0.say("Lines up to :end are sent in one write; :abort or Ctrl-C drops them.")
        }
    }
}

extension Workbench {
    /// Drops what `:paste` has gathered, and says so.
    mutating func abortPaste() -> [Line] {
        let count = pasted?.count ?? 0
        pasted = nil
        let dropped = count == 0 ? "" : "; \(counted(count, "line")) dropped"
        return page { $0.say("paste aborted, nothing was sent\(dropped)") }
    }

    /// Performs a command of the prompt.
    mutating func command(_ typed: String) -> [Line] {
        let text = simulator.expandingAlias(typed)
        if let lines = performInPager(text) { return lines }
        do {
            let command = try PromptCommand.parse(text)
            if let path = (command.command as? ProfileCommand)?.savedPath {
                return saveProfile(path)
            }
            guard let own = command.command as? any WorkbenchCommand else { return change(command) }
            return own.perform(on: &self)
        } catch {
            return page { $0.fail(error, in: text) }
        }
    }

    /// Performs a command that changes the simulator.
    mutating func change(_ command: PromptCommand) -> [Line] {
        do {
            let outcome = try simulator.perform(command, files: PromptFiles(files: files))
            let messages = page { page in outcome.messages.forEach { page.say($0) } }
            guard let step = outcome.step else {
                guard outcome.isElsewhere else { return messages }
                return lines(ofLast: outcome.replayed) + messages + whereabouts
            }
            let isChange = command.command is any ChangeCommand
            return show(step) + (isChange && !confirms ? [] : messages)
        } catch {
            return page { $0.fail(error) }
        }
    }
}
