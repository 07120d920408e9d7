import OctetText
import SASL
import SMTPGrammar
import SMTPPolicy
import SMTPSession

extension SMTPServer {
    /// The closures' answer to a question.
    mutating func answer(_ question: Question) -> Answer {
        do {
            return try decide(question)
        } catch let refusal as Refusal {
            return Answer(refusing: refusal.reply)
        } catch {
            log("\(question.hook.rawValue): \(error)")
            return .failed
        }
    }

    private mutating func decide(_ question: Question) throws -> Answer {
        switch question {
        case .verb(let command): return try filter(command)
        case .hello: return try offerMechanisms()
        case .sender(let path, _):
            let isValid = try validateSender?(SMTPServer.text(path.mailbox)) ?? true
            return isValid ? .accept() : .reject()
        case .recipient(let path):
            let isValid = try validateRecipient?(SMTPServer.text(path.mailbox)) ?? true
            return isValid ? .accept() : .reject()
        case .message(let envelope, let octets): return try store(envelope, octets)
        case .authenticate(let exchange): return try authenticate(exchange)
        case .startTLS: return try tlsHandler?() == true ? .accept() : .tempfail()
        case .connect, .capabilities, .data, .verify, .expand, .unknown:
            return question.hook.defaultAnswer
        }
    }

    private func filter(_ command: CommandText) throws -> Answer {
        let argument = SMTPServer.text(command.argument)
        guard let reply = try verbFilter?(command.verb, argument) else { return .accept() }
        return Answer(refusing: reply)
    }

    private mutating func offerMechanisms() throws -> Answer {
        if let authenticationMechanisms {
            configuration.mechanisms = try authenticationMechanisms()
        }
        return .accept()
    }

    private mutating func store(_ envelope: Envelope, _ octets: UInt64) throws -> Answer {
        guard let messageReceived else {
            return .tempfail(CustomReply(452, EnhancedStatusCode(4, 3, 0), "No message storage"))
        }
        let message = ReceivedMessage(
            identifier: "m\(messageCount + 1)", envelope: envelope, origin: MessageOrigin(session),
            octets: octets, content: content)
        let name = try messageReceived(message)
        messageCount += 1
        return .accept(CustomReply(nil, nil, "Message accepted as \(SMTPServer.oneLine(name))"))
    }

    private mutating func authenticate(_ exchange: AuthenticationExchange) throws -> Answer {
        var random = SystemRandomNumberGenerator()
        let standing = AuthenticationStanding(
            exchange, credentials: credentials, hostname: configuration.hostname
        ) { (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) } }
        guard standing.isVerdict, let validateAuthentication else { return standing.answer }
        // The closure checks users and passwords, not who may act for whom.
        guard !standing.actsForAnother else { return .reject() }
        let arguments =
            standing.claim?.arguments ?? exchange.responses.map { SMTPServer.text($0) }
        guard try validateAuthentication(exchange.mechanism, arguments) else { return .reject() }
        return .authenticated(standing.acceptedUser)
    }

    private static func text(_ octets: some Collection<UInt8>) -> String {
        String(decoding: octets, as: UTF8.self)
    }

    private static func oneLine(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.map { $0.isVisible ? $0 : "?" }))
    }
}

extension Claim {
    /// What the client sent, as `validateAuthentication` gets it.
    fileprivate var arguments: [String] {
        switch proof {
        case .password(let secret):
            [authenticationIdentity, String(decoding: secret.revealed ?? [], as: UTF8.self)]
        case .keyedDigest(let digest, let challenge):
            [
                authenticationIdentity, digest.map(Claim.hexadecimal).joined(),
                String(decoding: challenge, as: UTF8.self),
            ]
        case .external(let identity): [identity ?? ""]
        }
    }

    private static func hexadecimal(_ octet: UInt8) -> String {
        (octet < 16 ? "0" : "") + String(octet, radix: 16)
    }
}
