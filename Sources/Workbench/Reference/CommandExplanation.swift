import SMTPGrammar
import SMTPSession
import SMTPTranscript

/// A command line taken apart by a server that would take it: what each part is, or where it departs
/// from the grammar.
struct CommandExplanation {
    /// The line.
    let line: [UInt8]
    /// The verb in capitals.
    let verb: String
    /// What the parts are.
    private(set) var parts: [(String, String)] = []
    /// Where it departs from the grammar.
    private(set) var picture: CaretPicture?
    /// The reply to it.
    private(set) var reply: Reply?
    /// What was let pass with a note.
    private(set) var notes: [Note] = []

    init(_ text: String, _ configuration: Configuration) {
        line = Array(text.utf8)
        verb = String(text.prefix { $0 != " " }).uppercased()
        var configuration = configuration
        configuration.questions = HookSet([.hello, .sender, .recipient])
        configuration.requiresTLS = false
        configuration.requiresAuthentication = false
        configuration.allowsPlaintextAuthentication = true
        read(in: CommandExplanation.session(for: verb, configuration))
    }

    /// A session in which the verb is in order.
    private static func session(for verb: String, _ configuration: Configuration) -> Session {
        var session = Session(configuration)
        _ = try? session.receive(.connected(Peer()))
        let preparation =
            switch verb {
            case "EHLO", "HELO": [] as [String]
            case "RCPT": ["EHLO client.example", "MAIL FROM:<>"]
            case "DATA": ["EHLO client.example", "MAIL FROM:<>", "RCPT TO:<postmaster>"]
            case _: ["EHLO client.example"]
            }
        for line in preparation {
            _ = try? session.receive(.bytes(Array("\(line)\r\n".utf8)))
            if session.openQuestion != nil { _ = try? session.receive(.answer(.accept())) }
        }
        return session
    }

    private mutating func read(in session: Session) {
        var session = session
        var outputs = (try? session.receive(.bytes(line + Array("\r\n".utf8)))) ?? []
        if let question = session.openQuestion {
            add(question)
            outputs += (try? session.receive(.answer(.accept()))) ?? []
        }
        for output in outputs { add(output) }
    }

    private mutating func add(_ output: Output) {
        switch output {
        case .reply(let reply):
            self.reply = self.reply ?? reply
            guard let fault = reply.fault, picture == nil else { return }
            picture = CaretPicture(
                line: line, offset: fault.offset, explanation: fault.explanation)
        case .note(let note): notes.append(note)
        case .ask, .content, .message, .startTLS, .close: break
        }
    }

    private mutating func add(_ question: Question) {
        switch question {
        case .hello(let hello):
            parts.append(("client's name", hello.name))
        case .sender(let path, let parameters):
            add(path, "reverse path")
            add(parameters)
        case .recipient(let path): add(path, "forward path")
        case .connect, .capabilities, .verb, .data, .message, .authenticate, .startTLS, .verify,
            .expand, .unknown:
            break
        }
    }

    private mutating func add(_ path: Path, _ name: String) {
        guard !path.isNull else { return parts.append((name, "<>, the null path")) }
        parts.append((name, path.description))
        if !path.sourceRoute.isEmpty {
            parts.append(("source route", CommandExplanation.text(path.sourceRoute) + ", ignored"))
        }
        parts.append(("local part", CommandExplanation.text(path.localPart)))
        guard !path.domain.isEmpty else { return }
        let isLiteral = path.domain.first == ASCII.leftBracket
        parts.append(
            (isLiteral ? "address literal" : "domain", CommandExplanation.text(path.domain)))
    }

    private mutating func add(_ parameters: MailParameters) {
        if let size = parameters.size { parts.append(("SIZE", "\(size) octets declared")) }
        if let body = parameters.body { parts.append(("BODY", body.rawValue)) }
        if let submitter = parameters.submitter {
            parts.append(("AUTH", "submitted by <\(CommandExplanation.text(submitter[...]))>"))
        }
    }

    private static func text(_ octets: ArraySlice<UInt8>) -> String {
        String(decoding: octets, as: UTF8.self)
    }
}
