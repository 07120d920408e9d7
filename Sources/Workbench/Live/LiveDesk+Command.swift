import OctetText
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

/// A command that the desk performs in its own way.
protocol DeskCommand: Command {
    /// Performs it.
    func perform(on desk: inout LiveDesk) -> [Line]
}

/// A command that only the desk performs.
protocol DeskOnlyCommand: DeskCommand, WorkbenchCommand {}

extension DeskOnlyCommand {
    func perform(on workbench: inout Workbench) -> [Line] {
        let name = Self.definition.name
        return workbench.page {
            $0.fail(
                ":\(name) is about clients of a server",
                hint: "smtpsim listen takes real clients, and has :\(name)")
        }
    }
}

/// A page about a session, of which the desk has several.
protocol SessionPage: PageCommand {}

extension StateCommand: SessionPage {}
extension CanCommand: SessionPage {}
extension MapCommand: SessionPage {}
extension WhyCommand: SessionPage {}
extension EnvelopeCommand: SessionPage {}
extension MessagesCommand: SessionPage {}
extension MessageCommand: SessionPage {}
extension LogCommand: SessionPage {}
extension BufferCommand: SessionPage {}
extension CompareCommand: SessionPage {}

extension LiveDesk {
    /// Performs a command.
    mutating func command(_ typed: String, _ line: [UInt8]) -> [Line] {
        let text = bench.simulator.expandingAlias(typed)
        let command: PromptCommand
        do {
            // What goes to a pager is a page like any other.
            command = try PromptCommand.parse(Workbench.pagedCommand(in: text) ?? text)
        } catch {
            return copied == nil ? page { $0.fail(error, in: text) } : bench.enter(line)
        }
        if let own = command.command as? any DeskOnlyCommand { return own.perform(on: &self) }
        guard copied == nil else { return bench.enter(line) + leaveCopyIfFinished() }
        if let own = command.command as? any DeskCommand { return own.perform(on: &self) }
        if command.name == "alias" || command.name == "unalias" { return bench.command(text) }
        if (command.command as? ProfileCommand)?.savedPath != nil { return perform(asServer: text) }
        if command.isChange { return change(command) }
        if let page = command.command as? any SessionPage { return show(page, text) }
        guard let own = command.command as? any WorkbenchCommand else {
            return refuse(command)
        }
        return perform(own, text)
    }

    /// Pages and files: what the ordinary prompt does, about the server as it is.
    private mutating func perform(_ command: any WorkbenchCommand, _ text: String) -> [Line] {
        let isElsewhere =
            command is PasteCommand || command is EditCommand || command is OpenCommand
            || command is StepCommand || command is PlayCommand
        guard !isElsewhere else { return refuse(named: type(of: command).definition.name) }
        return perform(asServer: text)
    }

    /// What the ordinary prompt does, about the server as it is.
    private mutating func perform(asServer text: String) -> [Line] {
        let simulator = bench.simulator
        bench.simulator = server
        defer { bench.simulator = simulator }
        return bench.command(text)
    }

    /// A page about the server as it is.
    mutating func show(page command: any PageCommand) -> [Line] {
        let simulator = bench.simulator
        bench.simulator = server
        defer { bench.simulator = simulator }
        return command.perform(on: &bench)
    }

    private func refuse(_ command: PromptCommand) -> [Line] { refuse(named: command.name) }

    /// What a client does, or what goes back in time: real clients do it themselves.
    private func refuse(named name: String) -> [Line] {
        page {
            $0.fail(
                ":\(name) is for a session of your own",
                hint: ":take N makes a copy of session N to play with")
        }
    }

    /// Shows a page about the session in focus.
    private mutating func show(_ command: any SessionPage, _ text: String) -> [Line] {
        let number: Int
        do {
            number = try chosen(nil)
        } catch {
            return page { $0.fail(error.message, hint: error.hint) }
        }
        guard let session = sessions[number] else { return [] }
        let simulator = bench.simulator
        bench.simulator = session.simulator
        defer { bench.simulator = simulator }
        let lines = bench.command(text)
        return session.number == focus ? lines : marked(number, lines)
    }

    // MARK: - Which session

    /// Why no session is meant.
    struct NoSession: Error, Hashable {
        let message: String
        let hint: String?
    }

    /// The session that is meant: the one that is named, else the one in focus, at the prompt, or the only one.
    func chosen(_ number: Int?) throws(NoSession) -> Int {
        if let number {
            guard sessions[number] != nil else {
                throw NoSession(
                    message: "there is no session \(number)", hint: ":sessions lists them")
            }
            return number
        }
        if let focus, sessions[focus] != nil { return focus }
        if let hold = currentHold { return hold.session }
        let open = sessions.values.filter { !$0.isClosed }
        if open.count == 1, let only = open.first { return only.number }
        if open.isEmpty, let last = sessions.keys.max() { return last }
        guard !open.isEmpty else {
            throw NoSession(message: "no client has connected yet", hint: nil)
        }
        throw NoSession(
            message: "\(open.count) sessions are open; which one?",
            hint: ":session N looks at one of them, :sessions lists them")
    }

    /// Does something with the session that is meant, or says why not.
    mutating func with(
        _ number: Int?, _ body: (inout LiveDesk, LiveSession) -> [Line]
    ) -> [Line] {
        do {
            guard let session = sessions[try chosen(number)] else { return [] }
            return body(&self, session)
        } catch {
            return page { $0.fail(error.message, hint: error.hint) }
        }
    }

    // MARK: - Changes

    /// A change of who decides, or of the settings: at once, in all sessions.
    mutating func change(_ command: PromptCommand) -> [Line] {
        guard !["seed", "chunk"].contains(command.name) else {
            return refuse(named: command.name)
        }
        if let set = command.command as? SetCommand, set.display != nil || set.isAlone {
            return perform(set, command.text(secrets: true))
        }
        var changed = server
        let outcome: CommandOutcome
        do {
            outcome = try changed.perform(command, files: PromptFiles(files: bench.files))
        } catch {
            return page { $0.fail(error) }
        }
        guard changed.world.profile.machine == server.world.profile.machine else {
            return page {
                $0.fail(
                    "a server cannot become another machine while it runs",
                    hint: "smtpsim listen --profile NAME begins with it")
            }
        }
        let isSetting = changed.configuration != server.configuration
        server = changed.begunAnew
        actions.append(.change(command))
        if isSetting { note(command) }
        return page { page in
            outcome.messages.forEach { page.say($0) }
            let count = sessions.values.count { !$0.isClosed }
            guard isSetting, count > 0 else { return }
            page.say("This counts in sessions that are open, too, from their next line on.")
        }
    }

    /// A setting that changed is part of what a session's script has to say.
    private mutating func note(_ command: PromptCommand) {
        for (number, session) in sessions where !session.isClosed {
            _ = try? sessions[number]?.simulator.perform(command)
        }
    }
}
