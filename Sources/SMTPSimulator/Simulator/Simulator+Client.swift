import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPScript
import SMTPSession

/// What the client, and the person as the server, can do. The connection opens by itself when the
/// client sends the first octets.
extension Simulator {
    /// Sends a line with CR LF; throws if the connection is closed.
    @discardableResult
    public mutating func type(line: [UInt8]) throws(SimulatorError) -> Step {
        try send(line + [ASCII.carriageReturn, ASCII.lineFeed], as: .text(line))
    }

    /// Sends exactly these octets; throws if the connection is closed.
    @discardableResult
    public mutating func send(bytes: [UInt8]) throws(SimulatorError) -> Step {
        try send(bytes, as: .bytes(bytes))
    }

    /// Sends octets several times in one write; throws if the connection is closed.
    @discardableResult
    package mutating func send(repeating bytes: ClientBytes) throws(SimulatorError) -> Step {
        guard bytes.count > 1 else { return try send(bytes: bytes.bytes) }
        return try send(bytes.expanded, as: .repeated(bytes.bytes, count: bytes.count))
    }

    /// Sends a line with CR LF, and a dot before a leading dot; throws if the connection is closed.
    @discardableResult
    public mutating func send(messageText: [UInt8]) throws(SimulatorError) -> Step {
        try send(self.messageText(line: messageText), as: .messageText(messageText))
    }

    /// A line of message text as it is sent after octets, with CR LF: where octets are counted, no dot is
    /// stuffed.
    func messageText(line: [UInt8], after sent: [UInt8] = []) -> [UInt8] {
        let stuffed = MessageText.stuffed(line: line)
        guard line.first == ASCII.dot, world.machine.countsOctets(after: sent) else {
            return stuffed
        }
        return Array(stuffed.dropFirst())
    }

    /// Answers the open question as at the `A: ` prompt: `reject 550 5.1.1 "No such user"`.
    ///
    /// Throws if no question is open, or the text does not answer it.
    @discardableResult
    public mutating func answer(_ text: String) throws(SimulatorError) -> Step {
        guard let question = openQuestion else { throw .noQuestion }
        let answer: Answer
        do {
            answer = try AnswerText.parse(text, for: question.hook)
        } catch {
            throw .answer(error)
        }
        return try self.answer(question, answer, as: text)
    }

    /// Answers the open question; throws if none is open, or this does not answer it.
    @discardableResult
    package mutating func answer(_ answer: Answer) throws(SimulatorError) -> Step {
        guard let question = openQuestion else { throw .noQuestion }
        return try self.answer(question, answer, as: AnswerText.print(answer))
    }

    private mutating func answer(
        _ question: Question, _ answer: Answer, as text: String
    ) throws(SimulatorError) -> Step {
        try perform(.entry(.answer(text))) { performance throws(Misuse) in
            try performance.answer(question, answer)
        }
    }
}

extension Simulator {
    /// Opens the connection if it never was, then sends.
    mutating func send(_ bytes: [UInt8], as entry: Step.Entry) throws(SimulatorError) -> Step {
        guard expectation != .nothing else { throw .closed }
        return try perform(.entry(entry)) { performance throws(Misuse) in
            try performance.sendConnecting(bytes)
        }
    }

    /// Does something to a copy of the world, and takes the copy if it worked.
    mutating func perform(
        _ origin: Step.Origin, isNumbered: Bool = true,
        _ body: (inout Performance) throws(Misuse) -> Void
    ) throws(SimulatorError) -> Step {
        var performance = Performance(world, recorded: recorded)
        do {
            try body(&performance)
        } catch {
            throw .misuse(error)
        }
        let events = performance.finish()
        for case .sent(let write) in events { secretNumbers.note(write) }
        return timeline.append(
            origin, events, after: performance.world, isNumbered: isNumbered,
            secretNumbers: secretNumbers)
    }

    /// Takes other settings, before anything was done.
    mutating func adopt(_ configuration: Configuration) {
        var world = world
        world.configure(configuration)
        timeline = Timeline(world: world)
    }

    /// Changes something that is not the client's doing.
    mutating func change(
        _ command: some Command, _ body: (inout World) throws(SimulatorError) -> Void
    ) throws(SimulatorError) -> Step {
        var changed = world
        try body(&changed)
        return timeline.append(
            .command(PromptCommand(command)), [], after: changed, isNumbered: false,
            secretNumbers: secretNumbers)
    }
}
