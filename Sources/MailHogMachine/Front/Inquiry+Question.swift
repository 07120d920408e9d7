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
        case .mechanisms:
            .capabilities(
                configuration.keywords.lines(offersTLS: offersTLS)
                    .map { String(decoding: $0, as: UTF8.self) })
        case .authentication(let claim): .authenticate(claim.exchange(tls))
        case .tls: .startTLS
        case .sender(let sender): .sender(Path(unchecked: sender), MailParameters())
        case .recipient(let recipient): .recipient(Recipient(Path(unchecked: recipient)))
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
        // The original's handler alone decides, whatever the form.
        exchange.takesAnyForm = true
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

extension Answer {
    /// What the original's handler would have said.
    ///
    /// Its handlers can say yes, no, or a custom reply; what the shared vocabulary can say
    /// beyond that is carried out in the same spirit.
    func verdict(on inquiry: Inquiry) -> Verdict {
        switch self {
        case .accept(let custom): .accepted(custom.map { .parts($0, class: 2) })
        case .reject(let custom): .refused(custom.map { .parts($0, class: 5) })
        case .refused: .refused(nil)
        case .tempfail(let custom): .refused(.parts(custom ?? CustomReply(), class: 4))
        case .discard: inquiry.discarded
        case .rewrite(let path): .rewritten(path)
        case .close(let custom):
            .refused(.whole(MailHogReply.bye().worded(custom.map { .parts($0, class: 2) })))
        case .disconnect, .silence: .silent
        case .delay, .authenticated, .content: .accepted()
        case .raw(let octets): inquiry.answered(octets)
        case .capabilities(let keywords): .mechanisms(Answer.mechanisms(in: keywords))
        case .malformed, .challenge: .refused(.whole(.error("Badly formed parameter")))
        case .linked(let plain, _): plain.verdict(on: inquiry)
        }
    }

    /// Of the keywords, only the list after AUTH counts: the original's handler decides no others.
    private static func mechanisms(in keywords: [String]) -> [String] {
        let words = keywords.map { $0.split(separator: " ") }
        let list = words.first { $0.first?.uppercased() == "AUTH" }
        return list.map { $0.dropFirst().map(String.init) } ?? []
    }
}

extension Inquiry {
    /// Says yes without doing it.
    fileprivate var discarded: Verdict {
        switch self {
        case .recipient(let path): .refused(.whole(.recipientOk(path)))
        case .verb, .mechanisms, .authentication, .tls, .sender, .message: .accepted()
        }
    }

    /// Octets as they are; their first digit decides, but a verb that was answered is not performed.
    fileprivate func answered(_ octets: [UInt8]) -> Verdict {
        let wording = Wording.whole(MailHogReply(raw: octets))
        let isYes = octets.first == UInt8(ascii: "2") || octets.first == UInt8(ascii: "3")
        return isYes && hook != .verb ? .accepted(wording) : .refused(wording)
    }
}
