import MailHogMachine

/// A conversation with the original's calls, in strings.
struct Dialogue {
    let server = MailHogServer()

    /// A conversation that has said these lines already.
    init(after lines: String..., setup: (MailHogServer) -> Void = { _ in }) {
        setup(server)
        _ = server.start()
        for line in lines { say(line) }
    }

    /// One that is in RCPT, with a sender.
    static func inTransaction(_ setup: (MailHogServer) -> Void = { _ in }) -> Dialogue {
        let dialogue = Dialogue(after: "HELO x", setup: setup)
        dialogue.say("MAIL FROM:<a@x>")
        return dialogue
    }

    /// One that is in DATA, with a recipient.
    static func inText(_ setup: (MailHogServer) -> Void = { _ in }) -> Dialogue {
        let dialogue = inTransaction(setup)
        dialogue.say("RCPT TO:<b@y>")
        dialogue.say("DATA")
        return dialogue
    }

    var state: MailHogState { server.state }
    var helo: String { String(decoding: server.message.helo, as: UTF8.self) }
    var sender: String { String(decoding: server.message.sender, as: UTF8.self) }
    var recipients: [String] {
        server.message.recipients.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Says a line and returns the reply's lines, joined by `|`; nil for silence.
    @discardableResult
    func say(_ line: String) -> String? {
        server.parse(Array((line + "\r\n").utf8)[...]).reply.map(text)
    }
}

/// The lines of a reply without line ends, joined by `|`.
func text(_ reply: MailHogReply) -> String {
    reply.lines.map { line in
        let text = String(decoding: line, as: UTF8.self)
        return text.hasSuffix("\r\n") ? String(text.dropLast()) : text
    }.joined(separator: "|")
}

func octets(_ text: String) -> [UInt8] { Array(text.utf8) }

/// What handlers were called with; a class, since handlers are closures that write to it.
final class Notebook<Entry> {
    var entries: [Entry] = []
}

let unrecognised = "500 Unrecognised command"
