import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension Workbench {
    /// Says what this is.
    ///
    /// - Parameter version: the program's version
    /// - Returns: the lines to show
    public func banner(version: String) -> [Line] {
        var page = page
        let profile = simulator.world.profile.rawValue
        page.say("smtpsim \(version), profile \(profile). Type SMTP, or :help.")
        return page.lines
    }

    /// Opens the connection if it is not open, and shows the greeting.
    ///
    /// - Returns: the lines to show
    public mutating func connectIfNew() -> [Line] {
        guard simulator.expectation == .connection, simulator.openQuestion == nil else { return [] }
        return attempt { simulator throws(SimulatorError) in try simulator.connect() }
    }

    /// Performs Ctrl-D on an empty line: the client closes the connection or, if it is
    /// already closed, the person leaves.
    ///
    /// - Returns: the lines to show
    public mutating func endOfInput() -> [Line] {
        pasted = nil
        let isOpen = simulator.expectation != .nothing && simulator.expectation != .connection
        guard isOpen || simulator.openQuestion != nil else {
            isFinished = true
            return []
        }
        return attempt { simulator throws(SimulatorError) in try simulator.close() }
    }

    /// Changes the simulator; shows what happened, or what is wrong.
    mutating func attempt(
        _ body: (inout Simulator) throws(SimulatorError) -> Step
    ) -> [Line] {
        do {
            let step = try body(&simulator)
            return show(step)
        } catch {
            return show(error)
        }
    }

    /// The lines of a step that are not on the screen yet.
    mutating func show(_ step: Step) -> [Line] {
        seen.add(step)
        let lines = StepDisplay.lines(
            behind: step, showsTrace: showsTrace, width: width, secrets: showsSecrets)
        guard let question = simulator.shownQuestion, !QuestionText.isEvident(question) else {
            return lines
        }
        return lines + openQuestion
    }

    /// The open question, unless the line before says it; empty if none is open.
    var openQuestion: [Line] {
        guard let question = simulator.shownQuestion else { return [] }
        var page = page
        page.say("\(QuestionText.print(question))?", .question)
        return page.lines
    }

    func show(_ error: SimulatorError) -> [Line] {
        var page = page
        page.fail(error)
        return page.lines
    }
}
