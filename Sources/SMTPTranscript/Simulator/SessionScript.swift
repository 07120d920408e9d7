import SMTPPolicy
import SMTPSession

extension Simulator {
    /// The session as a script that runs green.
    ///
    /// Settings and rules, then everything that was done and what the server did. What was undone is
    /// not in it.
    ///
    /// Without secrets, users' passwords are left out, SASL messages are replaced by harmless ones,
    /// and the verdicts are saved as answers.
    ///
    /// - Parameter secrets: whether credentials are saved
    /// - Returns: the script, with a final line end
    public func script(secrets: Bool = false) -> String {
        var script = SessionScript(secrets: secrets)
        script.addHeader(self)
        script.upcoming = steps.flatMap(\.writes)[...]
        for step in steps { script.add(step) }
        return script.lines.map { $0 + "\n" }.joined()
    }
}

/// Writes the lines of a session.
struct SessionScript {
    private(set) var lines: [String] = []
    let showsSecrets: Bool
    private var credentials = HarmlessCredentials()
    /// What the client is still to send.
    fileprivate var upcoming: ArraySlice<ClientWrite> = []
    private var trace = TraceText(phase: "")
    private var caret: CaretPicture?
    private var last = Last.other

    /// What the last line is, comments and traces apart.
    private enum Last: Equatable {
        /// `C` lines; whether they are whole lines of message text.
        case client(isContent: Bool)
        /// The last line of a reply that announces further lines.
        case unfinishedReply
        case other
    }

    init(secrets: Bool) { showsSecrets = secrets }

    mutating func add(_ step: Step) {
        trace = TraceText(phase: step.before.machine.phaseName)
        if step.events.isEmpty, let command = step.command { return add(command) }
        for index in step.events.indices { add(index, of: step) }
        finishTrace()
    }

    /// A command by which nothing happened but a change.
    private mutating func add(_ command: PromptCommand) {
        if case .user = command { return addUser(command) }
        // Without secrets it is on from the beginning, because every verdict is an answer.
        if case .askCredentials = command, !showsSecrets { return }
        append(command)
    }

    private mutating func add(_ index: Int, of step: Step) {
        let event = step.events[index]
        if trace.mustEnd(before: event) { finishTrace() }
        trace.add(event)
        switch event {
        case .connected(let peer): connect(peer, index, step)
        case .sent(let write): send(write, step.entry)
        case .decided(let question, let answer, let source):
            decide(question, answer, source, step.entry)
        case .reply(let reply): ReceivedReply.list(reply).forEach { append($0) }
        case .fault(let line, let fault): caret = CaretPicture(line: line, fault)
        case .startTLS: append(ScriptText.line(.tls))
        case .closedByServer: append(ScriptText.line(.close))
        case .secured(let info): append(.tls(info))
        case .closedByClient: append(.close)
        case .waited(let milliseconds):
            if case .wait = step.command, index == 0 { append(.wait(milliseconds)) }
        case .asking, .note, .transition, .message: break
        }
    }

    private mutating func finishTrace() {
        if let text = trace.finished() { lines.append(ScriptText.line(trace: text)) }
        if let caret { lines += TranscriptLine.caret(caret).lines }
        caret = nil
    }

    mutating func addUser(_ command: PromptCommand) {
        guard !showsSecrets else { return append(command) }
        lines.append(ScriptText.line(comment: ":\(command)   the password is not saved"))
    }

    /// Whether a verdict of a step is to be saved as an answer.
    func isSavedAsAnswer(_ answer: Answer, _ source: Decision.Source) -> Bool {
        !showsSecrets && source == .credentials && answer.isVerdict
    }

    mutating func append(_ command: PromptCommand) {
        append(":" + command.text(secrets: showsSecrets))
    }

    mutating func append(_ line: String) {
        lines.append(line)
        last = .other
    }
}

extension SessionScript {
    /// The first connection opens by itself, where the greeting is the next thing to happen.
    private mutating func connect(_ peer: Peer, _ index: Int, _ step: Step) {
        let next = step.events[(index + 1)...].first { event in
            switch event {
            case .reply, .sent, .asking, .closedByServer, .waited: true
            case .decided(let question, _, .credentials): question.hook == .auth
            case .fault, .decided, .note, .transition, .message, .startTLS, .secured,
                .closedByClient, .connected:
                false
            }
        }
        let isFirst = step.before.machine.expectation == .connection && peer == Peer()
        if case .reply(let reply) = next, isFirst, !reply.lines.isEmpty, last == .other { return }
        append(.connect(peer))
    }

    /// Lines behind each other would go in one write, and that is seen in replies; but not within
    /// message text.
    private mutating func send(_ write: ClientWrite, _ entry: Step.Entry) {
        upcoming = upcoming.dropFirst()
        let bytes =
            showsSecrets ? write.bytes : credentials.harmless(write, next: upcoming.first)
        guard !bytes.isEmpty else { return }
        let isContent = write.expectation == .content && !write.isQuestionOpen
        let mayJoin = last == .client(isContent: true) && isContent
        if case .client = last, !mayJoin { append(.flush) }
        if case .messageText(let text) = entry, let line = SessionScript.messageText(text, bytes) {
            lines.append(line)
        } else {
            lines += ScriptText.lines(sending: bytes)
        }
        last = .client(isContent: isContent && bytes.last == 0x0A)
    }

    /// A `C|` line, if one can carry the text.
    private static func messageText(_ text: [UInt8], _ bytes: [UInt8]) -> String? {
        guard MessageText.stuffed(line: text) == bytes,
            let readable = String(validating: text, as: UTF8.self),
            readable.unicodeScalars.allSatisfy(\.isVisible), text.count < 10_000
        else { return nil }
        return readable.isEmpty ? "C|" : "C| " + readable
    }

    private mutating func decide(
        _ question: Question, _ answer: Answer, _ source: Decision.Source, _ entry: Step.Entry
    ) {
        switch source {
        case .operator:
            guard case .answer(let text) = entry else { return }
            append(ScriptText.line(answer: text))
        case .credentials:
            guard isSavedAsAnswer(answer, source) else { return }
            append(ScriptText.line(answer: AnswerText.print(answer)))
        case .default, .rule, .next, .ask: return
        }
    }

    private mutating func append(_ reply: ReceivedReply) {
        if last == .unfinishedReply { append(.flush) }
        if reply.lines.contains(where: { $0.unicodeScalars.count > LinePattern.lineBound }) {
            lines.append(reply.code.map { "S= \($0)" } ?? "S*")
        } else {
            lines += reply.lines.map(ScriptText.line(expecting:))
        }
        let goesOn = reply.lines.last.map(ReceivedReply.goesOn) ?? false
        last = goesOn ? .unfinishedReply : .other
    }
}

extension Answer {
    /// Whether it is what SASL and the users' passwords decide in the end.
    var isVerdict: Bool {
        switch self {
        case .authenticated, .reject: true
        case .accept, .tempfail, .discard, .rewrite, .close, .disconnect, .silence, .delay, .raw,
            .capabilities, .challenge, .malformed:
            false
        }
    }
}
