import SMTPGrammar
import SMTPSession

extension Answer {
    /// What the original's handler would have said.
    ///
    /// Its handlers know yes, no and a reply of their own; what the vocabulary of all machines knows
    /// beyond that is carried out in the same sense.
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

    /// Makes sure that this answer can be given to a question of this machine.
    func validate(for hook: Hook) throws(Misuse) {
        switch self {
        case .accept(let custom): try custom.check(in: [2])
        case .reject(let custom): try custom.check(in: [5])
        case .tempfail(let custom): try custom.check(in: [4])
        case .close(let custom): try custom.check(in: [4, 2, 3, 5])
        case .disconnect, .silence, .delay, .raw: break
        case .discard: try require(hook, in: [.sender, .recipient, .message])
        case .rewrite: try require(hook, in: [.sender, .recipient])
        case .capabilities: try require(hook, in: [.capabilities])
        case .authenticated, .malformed: try require(hook, in: [.auth])
        // The original's exchanges have a fixed length.
        case .challenge: throw .unsuitableAnswer(hook)
        }
    }

    private func require(_ hook: Hook, in hooks: [Hook]) throws(Misuse) {
        guard hooks.contains(hook) else { throw .unsuitableAnswer(hook) }
    }

    /// Of the keywords only the list behind AUTH counts: the original's handler decides no other.
    private static func mechanisms(in keywords: [String]) -> [String] {
        let words = keywords.map { $0.split(separator: " ") }
        let list = words.first { $0.first?.uppercased() == "AUTH" }
        return list.map { $0.dropFirst().map(String.init) } ?? []
    }

    /// Whether the connection is to be closed.
    var isClosing: Bool {
        switch self {
        case .close, .disconnect: true
        case .accept, .reject, .tempfail, .discard, .rewrite, .silence, .delay, .raw,
            .capabilities, .challenge, .authenticated, .malformed:
            false
        }
    }
}

extension Inquiry {
    /// Says yes, and does not do it.
    fileprivate var discarded: Verdict {
        switch self {
        case .recipient(let path): .refused(.whole(.recipientOk(path)))
        case .verb, .mechanisms, .authentication, .tls, .sender, .message: .accepted()
        }
    }

    /// Octets as they are; their first digit decides, but a verb that was answered is not done.
    fileprivate func answered(_ octets: [UInt8]) -> Verdict {
        let wording = Wording.whole(MailHogReply(raw: octets))
        let isYes = octets.first == UInt8(ascii: "2") || octets.first == UInt8(ascii: "3")
        return isYes && hook != .verb ? .accepted(wording) : .refused(wording)
    }
}
