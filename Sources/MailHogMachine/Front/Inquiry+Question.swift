import SMTPGrammar
import SMTPSession

extension Inquiry {
    /// The hook that answers.
    var hook: Hook {
        switch self {
        case .verb: .verb
        case .mechanisms: .capabilities
        case .authentication: .auth
        case .tls: .tls
        case .sender: .sender
        case .recipient: .recipient
        case .message: .message
        }
    }
}

extension MailHogMachine {
    /// An inquiry in the shared vocabulary of machines.
    func question(_ inquiry: Inquiry) -> Question {
        switch inquiry {
        case .verb(let command):
            .verb(CommandText(verb: command.verb, argument: command.arguments))
        case .mechanisms: .capabilities(keywords(configuration.mechanisms))
        case .authentication(let claim): .authenticate(claim.exchange(tls))
        case .tls: .startTLS
        case .sender(let sender): .sender(Path(unchecked: sender), MailParameters())
        case .recipient(let recipient): .recipient(Path(unchecked: recipient))
        case .message: .message(envelope, octets: UInt64(message.data.count))
        }
    }
}

extension AuthenticationClaim {
    /// The claim as the messages of an exchange, which is what SASL code understands.
    ///
    /// The original passes LOGIN, CRAM-MD5 and EXTERNAL on undecoded; here they are decoded
    /// as far as possible. PLAIN's authorization identity is lost, as in the original.
    fileprivate func exchange(_ tls: TLSInfo?) -> AuthenticationExchange {
        var exchange = AuthenticationExchange(
            mechanism: mechanism, responses: arguments.map(Self.decoded),
            hasInitialResponse: isInitial, clientIdentity: tls?.clientIdentity)
        switch mechanism {
        case "PLAIN": exchange.responses = [arguments.reduce([]) { $0 + [ASCII.nul] + $1 }]
        case "LOGIN": exchange.challenges = [Array("Username:".utf8), Array("Password:".utf8)]
        case "CRAM-MD5":
            exchange.challenges = [Self.decoded(Array(MailHogMachine.cramMD5Challenge.utf8))]
        default: break
        }
        return exchange
    }

    private static func decoded(_ text: [UInt8]) -> [UInt8] {
        if text == [ASCII.equals] { return [] }
        return (try? Base64.decode(text)) ?? text
    }
}
