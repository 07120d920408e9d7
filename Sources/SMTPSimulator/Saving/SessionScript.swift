import OctetText
import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession

extension Simulator {
    /// The session, without what was undone, as a script that runs green; it ends with a line end.
    ///
    /// Without secrets, passwords are left out, SASL messages are replaced by harmless ones, and
    /// the verdicts are saved as answers.
    public func script(secrets: Bool = false) -> String {
        var script = SessionScript(secrets: secrets, leavesNamesOpen: isWitnessed)
        if isWitnessed { script.answered = steps.decidedHooks }
        script.isWitnessed = isWitnessed
        script.addHeader(self)
        script.upcoming = steps.flatMap(\.writes)[...]
        for step in steps { script.add(step) }
        return script.takeLines().flatMap(\.lines).map { $0 + "\n" }.joined()
    }
}

/// Writes the lines of a session.
struct SessionScript {
    private var lines: [TranscriptLine] = []
    let showsSecrets: Bool
    /// Whether what the client sends later is not known yet.
    private let isLive: Bool
    /// Whether what the server calls a message is its own affair, so that the script leaves it open.
    private let leavesNamesOpen: Bool
    /// Whether the server words in its own way how it calls a message.
    var wordsNames = false
    /// Whether handlers were shared with other sessions, so that what they decided is saved as answers.
    var isWitnessed = false
    /// The hooks of which each decision is saved as an answer.
    var answered: HookSet = []
    /// The mechanism whose challenge the next reply carries, if it differs each time.
    private var challenger: String?
    /// Whether `:ask credentials` was written, so that verdicts are answers.
    private var asksForCredentials = false
    private var credentials = HarmlessCredentials()
    fileprivate var upcoming: ArraySlice<ClientWrite> = []
    private var trace = TraceText(phase: "", secrets: SecretDisplay())
    private var secretNumbers = SecretNumbers()
    /// What was read last, which a reply may repeat.
    private var reading: Reading?
    private var last = Last.other
    /// The server's proof that it knows a password, and what is written in its place.
    private var proof: ServerProof?

    /// What the last line is, comments and traces apart.
    private enum Last: Equatable {
        /// `C` lines; whether they are whole lines of message text.
        case client(isContent: Bool)
        /// The last line of a reply that announces further lines.
        case unfinishedReply
        case other
    }

    init(secrets: Bool, isLive: Bool = false, leavesNamesOpen: Bool = false) {
        showsSecrets = secrets
        self.isLive = isLive
        self.leavesNamesOpen = leavesNamesOpen
    }

    mutating func takeLines() -> [TranscriptLine] {
        defer { lines = [] }
        return lines
    }

    mutating func add(_ step: Step) {
        if step.events.isEmpty, let command = step.command { return add(command) }
        add(Occasion(step))
    }

    /// Events that belong together, and how it came to them.
    struct Occasion {
        let events: [Event]
        /// The machine's state before.
        let phase: String
        /// Whether nobody has connected before.
        let isUnconnected: Bool
        /// What the person answered, if that is what led to them.
        var answer: String?
        /// The line of message text that was typed, likewise.
        var messageText: [UInt8]?
        /// What was sent several times, likewise.
        var repeated: ClientBytes?
    }

    mutating func add(_ occasion: Occasion) {
        for case .sent(let write) in occasion.events { secretNumbers.note(write) }
        trace = TraceText(
            phase: occasion.phase, secrets: SecretDisplay(secretNumbers, isShown: showsSecrets))
        if occasion.events.contains(where: isSavedAsAnswer) { askForCredentials() }
        for event in occasion.events { handle(event) }
        for index in occasion.events.indices { add(index, of: occasion) }
        lines += trace.finished()
    }

    /// A command by which nothing happened but a change.
    private mutating func add(_ command: PromptCommand) {
        if let user = command.command as? UserCommand { return addUser(user) }
        if case .file(_, let file?)? = (command.command as? ProfileCommand)?.wish {
            return add(file)
        }
        guard let ask = command.command as? AskCommand, ask.hooks == nil, !showsSecrets else {
            return append(command)
        }
        // Once it is on it stays, because without secrets every verdict is an answer.
        if ask.isOn { askForCredentials() }
    }

    /// Has the person asked, from here on, where users' passwords would decide.
    mutating func askForCredentials() {
        guard !asksForCredentials else { return }
        asksForCredentials = true
        append(AskCommand())
    }

    private mutating func add(_ index: Int, of occasion: Occasion) {
        let event = occasion.events[index]
        lines += trace.lines(before: event)
        switch event {
        case .connected(let peer): connect(peer, index, occasion)
        case .sent(let write): send(write, occasion)
        case .decided(let decided): decide(decided, occasion)
        case .reply(let reply): append(reply)
        case .startTLS: append(TranscriptLine.event(.tls))
        case .closedByServer: append(TranscriptLine.event(.close))
        case .secured(let info): append(TLSCommand(info: info))
        case .closedByClient: append(CloseCommand())
        case .shutdown: append(ShutdownCommand())
        // Later in a step it is an answer that was put off, for which nobody needs to wait.
        case .waited(let milliseconds):
            if index == 0 { append(WaitCommand(milliseconds: milliseconds)) }
        case .read(let reading): self.reading = reading
        // Tried, though it did not come about.
        case .note(let note) where Link.isAboutHandshake(note):
            append(TLSCommand(info: TLSInfo()))
        case .fault, .substituted, .asking, .note, .transition, .message: break
        }
    }

    mutating func addUser(_ command: UserCommand) {
        guard !showsSecrets else { return append(command) }
        addComment(":\(PromptCommand(command))   the password is not saved")
    }

    mutating func addComment(_ text: String) {
        lines.append(.comment(ScriptText.line(comment: text)))
    }

    /// Whether an event is a verdict that is to be saved as an answer.
    func isSavedAsAnswer(_ event: Event) -> Bool {
        guard case .decided(let decided) = event else { return false }
        return isSavedAsAnswer(decided.answer, decided.source)
    }

    private func isSavedAsAnswer(_ answer: Answer, _ source: Decision.Source) -> Bool {
        switch source {
        case .credentials: !showsSecrets && answer.isVerdict
        case .recorded: answer.name == .authenticated
        case .default, .handler, .next, .operator, .ask: false
        }
    }

    /// What a recorded server decided is decided by a handler when the script runs, before anything is sent.
    private mutating func handle(_ event: Event) {
        guard case .decided(let decided) = event, decided.source == .recorded,
            !isSavedAsAnswer(decided.answer, .recorded)
        else { return }
        // No handler has octets in its answer that a line cannot hold.
        let question = decided.question
        let pattern: Pattern
        switch question {
        case .capabilities, .startTLS, .data, .message: pattern = .anything
        default: pattern = .glob(Glob(String(decoding: question.subject, as: UTF8.self)))
        }
        append(
            OnCommand(
                rule: Handler(
                    on: question.hook, pattern, .answer(decided.answer), Qualifier(.times(1)))))
    }

    /// A command that leads elsewhere, as a whole script line.
    mutating func append(leading command: String) { append(TranscriptLine.command(command)) }

    mutating func append(_ command: some Command) { append(PromptCommand(command)) }

    mutating func append(_ command: PromptCommand) {
        append(TranscriptLine.command(":" + command.text(secrets: showsSecrets)))
    }

    private mutating func append(_ line: TranscriptLine) {
        lines.append(line)
        last = .other
    }
}

extension SessionScript.Occasion {
    fileprivate init(_ step: Step) {
        events = step.events
        phase = step.before.machine.phaseName
        isUnconnected = step.before.machine.expectation == .connection
        if case .answer(let text) = step.entry { answer = text }
        if case .messageText(let text) = step.entry { messageText = text }
        repeated = step.repeated
    }
}

extension SessionScript {
    /// The first connection opens by itself, where the greeting is the next thing to happen.
    private mutating func connect(_ peer: Peer, _ index: Int, _ occasion: Occasion) {
        let next = occasion.events[(index + 1)...].first { event in
            switch event {
            case .reply, .sent, .asking, .closedByServer, .waited: true
            case .decided(let decided): SessionScript.isAuthentication(decided)
            case .fault, .substituted, .note, .read, .transition, .message, .startTLS,
                .secured,
                .closedByClient, .shutdown, .connected:
                false
            }
        }
        let isFirst = occasion.isUnconnected && peer == Peer()
        if case .reply(let reply) = next, isFirst, !reply.lines.isEmpty, last == .other { return }
        append(ConnectCommand(peer: peer))
    }

    /// Whether users' passwords decided an authentication.
    private static func isAuthentication(_ decided: DecidedQuestion) -> Bool {
        guard case .credentials = decided.source else { return false }
        return decided.question.hook == .auth
    }

    /// Consecutive lines would go in one write, and that is seen in replies; but not within
    /// message text.
    private mutating func send(_ write: ClientWrite, _ occasion: Occasion) {
        let bytes = shownBytes(write)
        guard !bytes.isEmpty else { return }
        let isContent = write.isText
        let mayJoin = last == .client(isContent: true) && isContent
        if case .client = last, !mayJoin { append(FlushCommand()) }
        if let text = occasion.messageText, let line = SessionScript.messageText(text, bytes) {
            lines.append(.client(line))
        } else if let line = occasion.repeated?.line(sending: bytes) {
            lines.append(.client(line))
        } else {
            lines += ScriptText.lines(sending: bytes).map(TranscriptLine.client)
        }
        last = .client(isContent: isContent && bytes.last == 0x0A)
    }

    /// What the client sent, with harmless credentials if secrets are not shown.
    private mutating func shownBytes(_ write: ClientWrite) -> [UInt8] {
        upcoming = upcoming.dropFirst()
        guard !showsSecrets else { return write.bytes }
        return credentials.harmless(write, next: upcoming.first, isLive: isLive)
    }

    /// A `C|` line, if one can carry the text.
    private static func messageText(_ text: [UInt8], _ bytes: [UInt8]) -> String? {
        guard MessageText.stuffed(line: text) == bytes,
            let readable = String(validating: text, as: UTF8.self),
            readable.isVisible, text.count < 10_000
        else { return nil }
        return readable.isEmpty ? "C|" : "C| " + readable
    }

    private mutating func decide(_ decided: DecidedQuestion, _ occasion: Occasion) {
        let hook = decided.question.hook
        let answer = decided.answer
        proof = showsSecrets ? nil : ServerProof(decided.question, answer)
        challenger = SessionScript.challenger(decided)
        if answered.contains(hook), hook != .auth || answer.isVerdict {
            return append(TranscriptLine.answer(AnswerText.print(answer)))
        }
        switch decided.source {
        case .operator:
            guard let text = occasion.answer else { return }
            append(TranscriptLine.answer(text))
        case .credentials, .recorded:
            guard isSavedAsAnswer(answer, decided.source) else { return }
            append(TranscriptLine.answer(AnswerText.print(proof?.harmlessAnswer ?? answer)))
        case .default, .handler, .next, .ask: return
        }
    }

    /// The mechanism of a challenge that no run repeats, since it holds what the server made up.
    private static func challenger(_ decided: DecidedQuestion) -> String? {
        guard case .authenticate(let exchange) = decided.question,
            case .challenge(let octets) = decided.answer,
            case .credentials = decided.source, !octets.isEmpty, exchange.mechanism != "LOGIN"
        else { return nil }
        return exchange.mechanism
    }

    private mutating func append(_ reply: Reply) {
        if leavesNamesOpen, let line = nameless(reply) {
            if last == .unfinishedReply { append(FlushCommand()) }
            return append(TranscriptLine.expectation(line))
        }
        if isWitnessed, challenger != nil, reply.code == 334 {
            challenger = nil
            return append(TranscriptLine.expectation("S: 334 {{[A-Za-z0-9+/=]+}}"))
        }
        if let line = proof?.hidden(in: reply) {
            proof = nil
            return append(TranscriptLine.expectation(line))
        }
        ReceivedReply.list(reply).forEach { append(repeating($0)) }
    }

    /// A reply with what it repeats of a secret replaced as in what the client sent.
    private func repeating(_ reply: ReceivedReply) -> ReceivedReply {
        guard !showsSecrets, let reading, let secret = reading.secret else { return reply }
        let octets = Array(reading.octets[secret.range])
        let harmless = HarmlessCredentials.harmless(octets, secret, isFragment: reading.isPartial)
        var reply = reply
        reply.lines = reading.masked(reply.lines, with: String(decoding: harmless, as: UTF8.self))
        return reply
    }

    /// The usual acceptance of a message, whatever the message is called.
    private func nameless(_ reply: Reply) -> String? {
        if wordsNames, reply.rule == .messageAccepted, !reply.isRaw {
            let enhanced = reply.enhanced.map { " \($0)" } ?? ""
            return "S= \(reply.code)\(enhanced)"
        }
        let usual = "\(Rule.messageAccepted.text)"
        let text = String(decoding: reply.text, as: UTF8.self)
        guard reply.rule == .messageAccepted, !reply.isRaw, reply.lines.count == 1,
            text == usual || text.hasPrefix(usual + " as "), let line = reply.lines.first
        else { return nil }
        let codes = line.dropLast(text.count)
        return "S: \(codes)\(usual){{( as .*)?}}"
    }

    private mutating func append(_ reply: ReceivedReply) {
        if last == .unfinishedReply { append(FlushCommand()) }
        if reply.lines.contains(where: { $0.unicodeScalars.count > LinePattern.lineBound }) {
            lines.append(.expectation(reply.code.map { "S= \($0)" } ?? "S*"))
        } else {
            lines += reply.lines.map(TranscriptLine.server)
        }
        let goesOn = reply.lines.last.map(ReceivedReply.goesOn) ?? false
        last = goesOn ? .unfinishedReply : .other
    }
}
