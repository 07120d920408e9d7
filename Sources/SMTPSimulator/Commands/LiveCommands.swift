import OctetText

// Commands for whoever operates a server with real clients. They are performed by its desk; elsewhere
// they only say so.

/// A command about one of several sessions: `:close 3`, or `:close` for the one in focus.
package protocol SessionNumberCommand: Command {
    /// The session's number; nil for the one in focus.
    var session: Int? { get }

    init(session: Int?)
}

extension SessionNumberCommand {
    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        guard let word = try words.next() else { return Self(session: nil) }
        try words.end()
        return Self(session: try CommandWords.session(word))
    }

    package func arguments(secrets: Bool) -> [String] { [session.map { "\($0)" } ?? ""] }
}

extension CommandWords {
    /// The number of a session.
    static func session(_ word: Word) throws(CommandError) -> Int {
        guard let number = Int(word.text), number > 0 else {
            throw CommandError("expected the number of a session", at: word.column)
        }
        return number
    }
}

package struct SessionCommand: SessionNumberCommand {
    package static let definition = CommandDefinition(
        "session", "[N]", .live, "Has :state, :envelope, :log, :why and :can look at session N.",
        details: """
            Without N, they look at none in particular: at the only one, if there is one. Numbers are \
            counted in the order in which clients connect.
            """,
        examples: [":session 3", ":session"], completions: [.sessions], place: .live)

    package var session: Int?

    package init(session: Int?) { self.session = session }
}

package struct TakeCommand: SessionNumberCommand {
    package static let definition = CommandDefinition(
        "take", "[N]", .live, "Goes on at the ordinary prompt with a copy of session N.",
        details: """
            The copy has the state, the handlers and all steps of the session: :undo, :on and what you type \
            as the client act on the copy alone. The session itself goes on. :back returns to the server.
            """,
        examples: [":take 3"], completions: [.sessions], place: .live)

    package var session: Int?

    package init(session: Int?) { self.session = session }
}

package struct BackCommand: PlainCommand {
    package static let definition = CommandDefinition(
        "back", "", .live, "Returns from a copy of a session to the server.", place: .live)
}

package struct QuestionsCommand: PlainCommand {
    package static let definition = CommandDefinition(
        "questions", "", .live, "Lists the sessions that wait for you, and for how long.",
        details: "Each has one question at most, which has the session's number.", place: .live)
}

package struct AnswerCommand: Command {
    package static let definition = CommandDefinition(
        "answer", "N [ANSWER]", .live,
        "Answers the question of session N; without ANSWER, as proposed.",
        details: """
            ANSWER is what you type at the prompt A: of that question. A held reply is passed by pass, left out \
            by drop, and replaced by another one: 550 5.1.1 No such user, or exact octets in quotes. edit \
            has it in the line, to be changed.
            """,
        examples: [":answer 3", ":answer 3 reject 550 5.1.1 \"No such user\""],
        completions: [.sessions], place: .live, secrecy: .authentication)

    package var session: Int
    /// What was typed; empty for the proposal.
    package var text: String

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let session = try CommandWords.session(try words.required("the number of a session"))
        return Self(session: session, text: words.rest)
    }

    package func arguments(secrets: Bool) -> [String] { ["\(session)", text] }
}

package struct ContinueCommand: SessionNumberCommand {
    package static let definition = CommandDefinition(
        "continue", "[N]", .live, "Lets a session that stopped go on, as it would have.",
        examples: [":continue", ":continue 3"], completions: [.sessions], place: .live)

    package var session: Int?

    package init(session: Int?) { self.session = session }
}

package struct RecordCommand: Command {
    package static let definition = CommandDefinition(
        "record", "[FOLDER|off]", .live, "Saves every session in a folder as it ends.",
        details: """
            The folder must be there. Each session becomes session-N.smtp, a script that runs; no file is \
            overwritten. Without FOLDER, it says where sessions are saved.
            """,
        examples: [":record sessions", ":record off"], completions: [.paths], place: .live)

    /// Where they are saved; empty for nowhere; nil to ask.
    package var folder: String?

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        guard let word = try words.next() else { return Self() }
        try words.end()
        return Self(folder: word.text == "off" ? "" : word.text)
    }

    package func arguments(secrets: Bool) -> [String] {
        [folder.map { $0.isEmpty ? "off" : EscapedText.word($0) } ?? ""]
    }
}

package struct InjectCommand: Command {
    package static let definition = CommandDefinition(
        "inject", "[N] \"OCTETS\"", .live, "Sends a client octets that no machine said.",
        details: "The octets are sent as they are; the escapes are those of :send.",
        examples: [#":inject 3 "421 4.3.2 Going down\r\n""#], completions: [.sessions],
        place: .live)

    package var session: Int?
    package var octets: [UInt8]

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        var session: Int?
        if !words.rest.hasPrefix("\"") {
            session = try CommandWords.session(try words.required("octets in quotes"))
        }
        let column = words.column
        let text = words.rest
        guard text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") else {
            throw CommandError("expected octets in quotes", at: column)
        }
        do {
            return Self(session: session, octets: try EscapedText.octets(inQuotes: text))
        } catch {
            throw CommandError(error.message, at: column + text.utf8.prefix(error.offset).count)
        }
    }

    package func arguments(secrets: Bool) -> [String] {
        [session.map { "\($0)" } ?? "", EscapedText.quoted(octets)]
    }
}
