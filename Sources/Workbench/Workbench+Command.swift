import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

/// A command that needs more than a simulator: a screen to show a page on, or files.
protocol WorkbenchCommand: Command {
    /// Performs it.
    ///
    /// - Parameter workbench: what to perform it on
    /// - Returns: the lines to show
    func perform(on workbench: inout Workbench) -> [Line]
}

/// A command that shows a page, and changes nothing.
protocol PageCommand: WorkbenchCommand {
    /// The page to show.
    func page(_ look: Look) -> Page
}

extension PageCommand {
    func perform(on workbench: inout Workbench) -> [Line] { page(workbench.look).lines }
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
        var page = workbench.page
        page.say("Lines up to one that is :end are sent in one write.")
        return page.lines
    }
}

extension SessionsCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] {
        name == nil ? workbench.look.sessions().lines : workbench.change(PromptCommand(self))
    }
}

extension Workbench {
    /// Performs a command of the prompt.
    ///
    /// - Parameter text: what follows the colon
    /// - Returns: the lines to show
    mutating func command(_ text: String) -> [Line] {
        do {
            let command = try PromptCommand.parse(text)
            guard let own = command.command as? any WorkbenchCommand else { return change(command) }
            return own.perform(on: &self)
        } catch {
            var page = page
            page.fail(error, in: text)
            return page.lines
        }
    }

    /// Performs a command that changes the simulator.
    mutating func change(_ command: PromptCommand) -> [Line] {
        var page = page
        do {
            let outcome = try simulator.perform(command, files: PromptFiles(files: files))
            for message in outcome.messages { page.say(message) }
            guard let step = outcome.step else {
                return page.lines + (outcome.isElsewhere ? openQuestion : [])
            }
            return show(step) + page.lines
        } catch {
            page.fail(error)
            return page.lines
        }
    }
}
