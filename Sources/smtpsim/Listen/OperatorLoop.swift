#if Live
    import LineEditor
    import SMTPListener
    import SMTPPolicy
    import SMTPSimulator
    import SystemCalls
    import TerminalText
    import Workbench

    /// The prompt of a server with real clients: reads lines, and shows meanwhile what happens.
    ///
    /// A class, since what happens comes while a line is being read. All of it is on one thread.
    final class OperatorLoop {
        /// Where what happens comes in.
        let inbox: OperatorInbox
        private var desk: LiveDesk
        private let isColored: Bool
        private let isQuiet: Bool
        private let profile: Profile
        private var server: (any OperatedServer)?
        private let historyPath = PersonalFiles.history
        /// Whether the person knows that the history is not kept.
        private var hasWarned = false
        /// Where the server does nothing any more, and yet does not end, a second `:quit` ends the program.
        private var isEnding = false

        /// A prompt for a server with these settings.
        init(
            _ settings: SimulatorSettings, _ global: GlobalOptions, secrets: Bool
        ) throws(SystemError) {
            inbox = try OperatorInbox()
            var bench = Workbench(
                Simulator(settings),
                files: HomeFiles(DiskFiles(), home: ThisProcess.environment("HOME")),
                width: Console.columns)
            bench.savesSecrets = secrets
            bench.confirms = !global.quiet
            bench.givesHints = false
            bench.editor = ExternalEditor()
            bench.pager = ExternalPager()
            bench.isInterrupted = { Terminal.isInterrupted }
            if let theme = global.chosenTheme { bench.display.theme = theme }
            if global.quiet { bench.display.trace = .off }
            if secrets { bench.display.secrets = .on }
            desk = LiveDesk(bench)
            isColored = global.color.isColored
            isQuiet = global.quiet
            profile = settings.profile
        }

        /// Saves each session in a folder when it ends, unless the person wants something else.
        func record(in folder: String) { desk.recordFolder = folder }

        /// Whether a person is there: standard input and output are terminals.
        static var isPossible: Bool {
            Descriptor.standardInput.isTerminal && Descriptor.standardOutput.isTerminal
        }

        /// Operates a server until it has ended.
        func run(_ server: any OperatedServer) throws {
            self.server = server
            if !isQuiet { show(desk.banner(version: Smtpsim.version)) }
            guard let source = TerminalLineSource(program: "smtpsim") else {
                throw Failure(
                    "the terminal cannot be used for a prompt", hint: "smtpsim listen | cat")
            }
            withHistory { path throws(HistoryError) in try source.loadHistory(path) }
            source.completer = { [unowned self] line, cursor in
                Completion(self.desk.suggestions(for: line, cursor: cursor))
            }
            if theme != .plain {
                source.ghostwriter = { [unowned self] in self.desk.usualRest(of: $0) }
            }
            source.interjector = Interjector(inbox.bell.descriptor) { [unowned self] in
                self.interjection()
            }
            show(news())
            while !desk.isFinished {
                source.begin(with: desk.takeDraft())
                try perform(source.nextLine(prompt: prompt), source)
                show(news())
            }
        }

        // MARK: - What happens

        /// What is shown above the line that is being typed.
        private func interjection() -> Interjection {
            let lines = news()
            return Interjection(
                lines.map { theme.render($0) + "\n" }.joined(), prompt: prompt,
                endsLine: desk.isFinished)
        }

        /// What happened since, as lines: no more of them than a person can see.
        private func news() -> [Line] {
            refresh()
            var lines: [Line] = []
            for happening in inbox.take() { lines += desk.take(happening) }
            performActions()
            guard lines.count > OperatorLoop.mostLines else { return lines }
            let half = OperatorLoop.mostLines / 2
            let left = lines.count - 2 * half
            return lines.prefix(half) + desk.remark("… \(left) lines are not shown; :log has them")
                + lines.suffix(half)
        }

        /// How many lines are shown at once.
        private static let mostLines = 200

        /// Tells the desk how things are with the server.
        private func refresh() {
            guard let server else { return }
            desk.width = Console.columns
            desk.now = server.now
            desk.policy = server.policy
        }

        // MARK: - What is typed

        private func perform(_ event: LineEvent, _ source: TerminalLineSource) throws {
            // What was typed is about what has happened, shown or not.
            desk.keepPrompt()
            show(news())
            switch event {
            case .line(let line, _): enter(line, source)
            case .lines(let lines):
                for line in lines where !desk.isFinished && !Terminal.isInterrupted {
                    show(desk.echoes(of: line))
                    enter(line, source)
                }
            case .dismissed: break
            case .interrupted: show(desk.interrupted())
            case .endOfInput:
                show(desk.endOfInput())
                if isEnding { _ = inbox.bell.descriptor.awaitInput(milliseconds: 100) }
            case .tooLong(let limit):
                show(desk.complaint("a line of more than \(limit) octets was dropped"))
            case .failed(let error): throw Failure("cannot read standard input: \(error)")
            }
            performActions()
        }

        private func enter(_ line: [UInt8], _ source: TerminalLineSource) {
            if desk.mayRemember(line) {
                withHistory { _ throws(HistoryError) in try source.add(line) }
            }
            let lines = desk.enter(line)
            // What the lines say is so once they are on the screen; what comes of it is shown by `news`.
            performActions()
            show(lines)
        }

        private func performActions() {
            for action in desk.takeActions() { perform(action) }
        }

        private func perform(_ action: LiveAction) {
            switch action {
            case .release(let hold, let release):
                server?.release(hold: hold, release.forServer)
            case .close(let session): server?.close(session: session, politely: true)
            case .inject(let session, let octets): server?.inject(session: session, octets)
            case .change(let command): change(command)
            case .stop(let stops): inbox.stop(at: stops)
            case .end:
                if isEnding { ExitStatus.success.end() }
                isEnding = true
                server?.beginEnding()
            }
        }

        /// The policy and the settings have an owner each; what is wrong with the command was said before.
        private func change(_ command: PromptCommand) {
            guard let server else { return }
            let profile = profile
            let (policy, configuration) = (server.policy, server.configuration)
            server.changePolicy { policy in
                var configuration = configuration
                try? command.change(&policy, &configuration, of: profile)
            }
            server.changeConfiguration { configuration in
                var policy = policy
                try? command.change(&policy, &configuration, of: profile)
            }
        }

        // MARK: - The screen

        private var theme: Theme { isColored ? desk.theme : .plain }

        private func show(_ lines: [Line]) { Console.write(lines, theme) }

        private var prompt: LineEditor.Prompt {
            LineEditor.Prompt(
                desk.prompt.runs.map { run in
                    LineEditor.Prompt.Part(run.text, style: theme.parameters(of: run.label))
                })
        }

        /// Reads or writes the history; what goes wrong ends nothing, and is said once.
        private func withHistory(_ body: (_ path: String) throws(HistoryError) -> Void) {
            guard let historyPath else { return }
            do {
                try body(historyPath)
            } catch {
                if !hasWarned { Console.note("smtpsim: warning: \(error)") }
                hasWarned = true
            }
        }
    }
#endif
