import SMTPGrammar
import SMTPSession

extension Answer {
    /// What the original's handler would have said.
    ///
    /// Its handlers can say yes, no, or a custom reply; what the shared vocabulary can say
    /// beyond that is carried out in the same spirit.
    func verdict(on inquiry: Inquiry) -> Verdict {
        switch self {
        case .accept(let custom): .accepted(custom.map { .parts($0, class: 2) })
        case .reject(let custom): .refused(custom.map { .parts($0, class: 5) })
        case .tempfail(let custom): .refused(.parts(custom ?? CustomReply(), class: 4))
        case .discard: inquiry.discarded
        case .rewrite(let path): .rewritten(path)
        case .close(let custom):
            .refused(.whole(MailHogReply.bye().worded(custom.map { .parts($0, class: 2) })))
        case .disconnect, .silence: .silent
        case .delay, .authenticated: .accepted()
        case .raw(let octets): inquiry.answered(octets)
        case .capabilities(let keywords): .mechanisms(Answer.mechanisms(in: keywords))
        case .malformed, .challenge: .refused(.whole(.error("Badly formed parameter")))
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
