import OctetText
import SASL
import SMTPDriver
import SMTPGrammar
import SMTPSession
import SMTPSimulator

/// A command line taken apart: what each part is, or where it departs from the grammar.
///
/// Credentials are masked, and not judged.
struct CommandExplanation {
    /// The line, credentials masked.
    let line: [UInt8]
    /// The verb in capitals.
    let verb: String
    /// What the parts are.
    private(set) var parts: [(String, String)] = []
    /// Where it departs from the grammar.
    private(set) var fault: SyntaxError?
    /// The reply to it.
    private(set) var reply: Reply?
    /// What was tolerated, with a note.
    private(set) var notes: [Note] = []
    private let configuration: Configuration

    init(_ text: String, _ configuration: Configuration) {
        let octets = Array(text.utf8)
        var watch = CredentialWatch()
        let secret = watch.secret(in: octets[...], isWhole: true, isKnown: false)
        line = Reading(.command(verb: nil), octets, secret: secret).maskedOctets
        verb = String(text.prefix { $0 != " " }).uppercased()
        var configuration = configuration
        configuration.questions = HookSet([.hello, .sender, .recipient, .auth])
        configuration.requiresTLS = false
        configuration.requiresAuthentication = false
        configuration.allowsPlaintextAuthentication = true
        self.configuration = configuration
        read(octets, in: CommandExplanation.session(for: verb, configuration))
    }

    /// Whether a server would accept it, judging by its text alone.
    var isTaken: Bool { reply.map { $0.class < 4 } ?? (fault == nil && !parts.isEmpty) }

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

    private mutating func read(_ octets: [UInt8], in session: Session) {
        var session = session
        var outputs = (try? session.receive(.bytes(octets + Array("\r\n".utf8)))) ?? []
        if let question = session.openQuestion {
            add(question)
            // A reference cannot say who may authenticate.
            let answer = question.hook == .auth ? nil : Answer.accept()
            outputs += answer.flatMap { try? session.receive(.answer($0)) } ?? []
        }
        for output in outputs { add(output) }
    }

    private mutating func add(_ output: Output) {
        switch output {
        case .reply(let reply):
            self.reply = self.reply ?? reply
            fault = fault ?? reply.fault
        case .note(let note): notes.append(note)
        case .ask, .content, .message, .startTLS, .close, .reading, .transition, .link:
            break
        }
    }

    private mutating func add(_ question: Question) {
        switch question {
        case .hello(let hello):
            parts.append(("client's name", hello.name))
        case .sender(let path, let parameters):
            add(path, "reverse path")
            parts += ParameterRows.rows(parameters, in: configuration)
        case .recipient(let recipient):
            add(recipient.path, "forward path")
            parts += ParameterRows.rows(recipient.parameters, in: configuration)
        case .authenticate(let exchange): add(exchange)
        case .connect, .capabilities, .verb, .data, .message, .startTLS, .verify, .expand, .unknown,
            .delivery, .queue, .fetch, .reversal, .turned:
            break
        }
    }

    private mutating func add(_ exchange: AuthenticationExchange) {
        parts.append(("mechanism", exchange.mechanism))
        guard exchange.hasInitialResponse, let response = exchange.responses.first else {
            return parts.append(("initial response", "none; the server asks for what it needs"))
        }
        let form = CommandExplanation.form(of: response, exchange.mechanism)
        let size = counted(response.count, "octet")
        parts.append(("initial response", "**** stands for \(size) in base64: \(form)"))
    }

    /// What an initial response contains, without showing it.
    private static func form(of response: [UInt8], _ mechanism: String) -> String {
        guard let known = [Mechanism].spoken.named(mechanism) else { return "a response" }
        guard let parts = known.parts(ofResponse: response, index: 0) else {
            return "not in \(known.name)'s form (\(known.reference))"
        }
        return parts.isEmpty ? "nothing" : parts.map(\.name).joined(separator: ", ")
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

    private static func text(_ octets: ArraySlice<UInt8>) -> String {
        String(decoding: octets, as: UTF8.self)
    }
}

/// What MAIL and RCPT said beside the path, as a person reads it.
///
///     SIZE   10 octets declared
enum ParameterRows {
    /// A row a parameter: its keyword, and its value as the extension's declaration shows it.
    static func rows(
        _ parameters: MailParameters, in configuration: Configuration
    ) -> [(String, String)] {
        let known = configuration.allExtensions.flatMap(\.parameters)
        return parameters.keywords.compactMap { keyword in
            guard let value = parameters[keyword] else { return nil }
            let reading = known.first { $0.keyword == keyword }?.reading ?? "{}"
            return (keyword, text(value, reading))
        }
    }

    private static func text(_ value: ParameterValue, _ reading: String) -> String {
        let parts = reading.split(separator: "{", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.last?.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let rest, rest.count == 2 else { return reading }
        return parts[0] + text(value, counting: String(rest[0])) + rest[1]
    }

    private static func text(_ value: ParameterValue, counting noun: String) -> String {
        switch value {
        case .number(let number) where !noun.isEmpty: counted(number, noun)
        case .flag: "given"
        case .number, .word, .octets: EscapedText.shown(value.octets)
        }
    }
}
