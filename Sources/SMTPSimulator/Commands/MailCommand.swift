import OctetText
import SMTPDriver
import SMTPGrammar
import SMTPScript
import SMTPSession

struct MailCommand: SendingCommand, FileReadingCommand {
    static let definition = CommandDefinition(
        "mail", "RECIPIENT… [from SENDER] [file PATH|body \"TEXT\"]", .simulate,
        "Sends a whole message: EHLO if the client has not said it, MAIL, RCPT, DATA and the text.",
        details: """
            It is one step. It stops where the server refuses, and drops the transaction with RSET. \
            A file is sent as message text; lines of a body are parted by \\n. Without either, it \
            is a short test message.
            """,
        examples: [
            ":mail bob@sim.example",
            ":mail bob@sim.example eve@sim.example from ann@client.example",
            #":mail bob@sim.example body "Hello\nBob""#,
        ])

    /// Paths without their brackets.
    var recipients: [String]
    var sender = MailCommand.usualSender
    var text = Text.usual

    enum Text: Hashable {
        /// A short message.
        case usual
        case body(String)
        case file(String)
    }

    private static let usualSender = "ann@client.example"

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let first = try words.required("a recipient, bob@sim.example")
        var command = Self(recipients: [try MailCommand.path(first)])
        while let word = try words.next() {
            switch word.isQuoted ? "" : word.text.lowercased() {
            case "from":
                command.sender = try MailCommand.path(try words.required("a sender"))
            case "file": command.text = .file(try words.required("a file").text)
            case "body":
                command.text = .body(try words.required("the text, in quotes").text)
            default: command.recipients.append(try MailCommand.path(word))
            }
        }
        return command
    }

    /// A path as it is typed, with or without its brackets; whether it is a good one the server says.
    private static func path(_ word: CommandWords.Word) throws(CommandError) -> String {
        let path = ScriptCheck.path(word)
        guard path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw CommandError("expected a path without control characters", at: word.column)
        }
        return path
    }

    func arguments(secrets: Bool) -> [String] {
        let sender = sender == MailCommand.usualSender ? [] : ["from", written(sender)]
        return recipients.map(written) + sender
            + {
                switch text {
                case .usual: []
                case .body(let body): ["body", EscapedText.quoted(body.utf8)]
                case .file(let path): ["file", EscapedText.word(path)]
                }
            }()
    }

    /// A path so that it is read as one: in brackets if it is empty or could be a keyword.
    private func written(_ path: String) -> String {
        path.contains("@") ? EscapedText.word(path) : EscapedText.word("<\(path)>")
    }

    static func completions(after arguments: [String]) -> [ArgumentKind] {
        switch arguments.last?.lowercased() {
        case nil, "from": return [.addresses]
        case "file": return [.paths]
        case "body": return []
        default: break
        }
        let words = Set(arguments.map { $0.lowercased() })
        let hasText = words.contains("file") || words.contains("body")
        let choices = [
            ArgumentKind.Choice(word: "from", meaning: "the sender"),
            ArgumentKind.Choice(word: "file", meaning: "a file with the message"),
            ArgumentKind.Choice(word: "body", meaning: "the text, in quotes"),
        ].filter { $0.word == "from" ? !words.contains("from") : !hasText }
        return [.choices(choices)] + (hasText || words.contains("from") ? [] : [.addresses])
    }

    func perform(
        on simulator: inout Simulator, reading files: any ScriptFiles
    ) throws(SimulatorError) -> CommandOutcome {
        let delivery = Delivery(
            sender: sender, recipients: recipients, content: try content(reading: files))
        let step = try simulator.deliver(delivery, as: PromptCommand(self))
        guard simulator.openQuestion != nil else { return CommandOutcome(step: step) }
        return CommandOutcome(
            step: step, messages: [":mail stopped at the question; what follows it was not sent"])
    }

    /// The message text, dot-stuffed, without the dot that ends it.
    private func content(reading files: any ScriptFiles) throws(SimulatorError) -> [UInt8] {
        let header = """
            From: <\(sender)>
            To: \(recipients.map { "<\($0)>" }.joined(separator: ", "))
            Subject: test


            """
        switch text {
        case .usual: return MessageText.stuffed(Array("\(header)This is a test.\n".utf8))
        case .body(let body): return MessageText.stuffed(Array("\(header)\(body)\n".utf8))
        case .file(let path):
            do {
                return MessageText.stuffed(try files.read(path, limit: ScriptLimits().fileSize))
            } catch {
                throw .file(error)
            }
        }
    }
}

extension Simulator {
    /// Sends a whole message as one step, or throws why none can be sent now.
    fileprivate mutating func deliver(
        _ delivery: Delivery, as command: PromptCommand
    ) throws(SimulatorError) -> Step {
        if let question = openQuestion { throw .questionIsOpen(question.hook) }
        if let what = awaitedInstead { throw .unsuitable(":mail types commands; \(what)") }
        guard envelope.isEmpty else {
            throw .unsuitable("a mail transaction is under way: finish it, or RSET drops it")
        }
        return try perform(.command(command)) { performance throws(Misuse) in
            try delivery.act(&performance)
        }
    }
}

/// A mail transaction as a client carries it out, a reply at a time.
private struct Delivery {
    let sender: String
    let recipients: [String]
    let content: [UInt8]

    func act(_ performance: inout Performance) throws(Misuse) {
        if performance.world.machine.expectation == .nothing { try performance.connect(Peer()) }
        let isTaken = try transfer(&performance)
        guard !isTaken, performance.isReady, !performance.world.machine.envelope.isEmpty else {
            return
        }
        _ = try performance.say("RSET")
    }

    /// Goes on as long as the server takes it; whether it took all.
    private func transfer(_ performance: inout Performance) throws(Misuse) -> Bool {
        if performance.world.machine.clientName == nil {
            guard try performance.say("EHLO client.example") == 2 else { return false }
        }
        guard try performance.say("MAIL FROM:<\(sender)>") == 2 else { return false }
        var taken = 0
        for recipient in recipients {
            if try performance.say("RCPT TO:<\(recipient)>") == 2 { taken += 1 }
            guard performance.isReady else { return false }
        }
        guard taken > 0, try performance.say("DATA") == 3 else { return false }
        try performance.send(content + [UInt8(ascii: "."), 0x0D, 0x0A])
        return true
    }
}

extension Performance {
    /// Sends a command, and returns the class of the last reply to it; nil if there is none.
    fileprivate mutating func say(_ command: String) throws(Misuse) -> UInt8? {
        let seen = events.count
        try sendConnecting(Array(command.utf8) + [ASCII.carriageReturn, ASCII.lineFeed])
        guard world.machine.openQuestion == nil else { return nil }
        return events[seen...].replies.last?.class
    }

    /// Whether a command can come next.
    fileprivate var isReady: Bool {
        world.machine.openQuestion == nil && world.machine.expectation == .command
    }
}
