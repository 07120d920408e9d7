import SMTPGrammar
import SMTPSession
import Testing

/// A session under test, and what it said last.
///
/// One step is one line of a test.
struct Dialogue {
    var session: Session
    var outputs: [Output] = []

    /// A session that has greeted its client; nobody is asked unless the test wants to be.
    init(asking hooks: [Hook] = [], _ configure: (inout Configuration) -> Void = { _ in }) {
        var configuration = Configuration()
        configuration.questions = HookSet(hooks)
        configure(&configuration)
        session = Session(configuration)
        give(.connected(Peer()))
    }

    /// A session in which EHLO was accepted.
    static func greeted(
        asking hooks: [Hook] = [], _ configure: (inout Configuration) -> Void = { _ in }
    ) -> Dialogue {
        var dialogue = Dialogue(asking: hooks, configure)
        dialogue.session.configuration.questions = []
        dialogue.send("EHLO client.example")
        dialogue.session.configuration.questions = HookSet(hooks)
        return dialogue
    }

    mutating func give(_ input: Input, sourceLocation: SourceLocation = #_sourceLocation) {
        do {
            outputs = try session.receive(input)
        } catch {
            Issue.record(error, sourceLocation: sourceLocation)
        }
    }

    /// Sends one line.
    mutating func send(_ line: String) { give(.bytes(Array((line + "\r\n").utf8))) }

    /// Sends one line and expects the last line of the reply.
    mutating func step(
        _ line: String, _ reply: String?, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        send(line)
        #expect(replies.last == reply, "\(line)", sourceLocation: sourceLocation)
    }

    /// All lines of the replies to the last input.
    var replies: [String] {
        outputs.flatMap { output -> [String] in
            if case .reply(let reply) = output { reply.lines } else { [] }
        }
    }

    var rules: [Rule] {
        outputs.compactMap { output in
            if case .reply(let reply) = output { reply.rule } else { nil }
        }
    }

    var notes: [Rule] {
        outputs.compactMap { output in
            if case .note(let note) = output { note.rule } else { nil }
        }
    }

    var questions: [Question] {
        outputs.compactMap { output in
            if case .ask(let question) = output { question } else { nil }
        }
    }

    var content: [UInt8] {
        outputs.reduce(into: []) { text, output in
            if case .content(let piece) = output { text += piece }
        }
    }

    var outcomes: [MessageOutcome] {
        outputs.compactMap { output in
            if case .message(let outcome) = output { outcome } else { nil }
        }
    }

    var fault: SyntaxError? {
        for output in outputs { if case .reply(let reply) = output { return reply.fault } }
        return nil
    }
}
