import SMTPSession

/// How far a function of the machine has come.
enum Step {
    /// Done, with a reply or in silence.
    case done(MailHogReply?)
    /// A handler has to say how to continue; boxed, since it is rare and large.
    indirect case ask(Inquiry)
}

/// What a handler is asked, which also says where the machine continues.
enum Inquiry: Hashable, Codable, Sendable {
    case verb(MailHogCommand)
    case mechanisms
    case authentication(AuthenticationClaim)
    case tls
    case sender([UInt8])
    case recipient([UInt8])
    case message
}

/// A client's credentials, split the way the original's handler gets them.
struct AuthenticationClaim: Hashable, Codable, Sendable {
    /// `PLAIN`, `LOGIN`, `CRAM-MD5` or `EXTERNAL`.
    var mechanism: String
    /// PLAIN: user and password; LOGIN: two lines as received; otherwise one text as received.
    var arguments: [[UInt8]]
    /// Whether it came with the AUTH command.
    var isInitial = false
}

/// How a handler decided.
enum Verdict {
    /// Yes.
    case accepted(Wording? = nil)
    /// Yes, with this path instead.
    case rewritten([UInt8])
    /// Yes; these mechanisms.
    case mechanisms([String])
    /// Yes; the message has this id.
    case stored(id: String)
    /// No.
    case refused(Wording? = nil)
    /// No, without a reply.
    case silent
}

extension Verdict {
    /// The reply to send: one of the machine's two, reworded if the handler wants that.
    func reply(
        accepted: @autoclosure () -> MailHogReply, refused: @autoclosure () -> MailHogReply
    ) -> MailHogReply? {
        switch self {
        case .accepted(let wording): accepted().worded(wording)
        case .rewritten, .mechanisms, .stored: accepted()
        case .refused(let wording): refused().worded(wording)
        case .silent: nil
        }
    }

    var isRefusal: Bool {
        switch self {
        case .accepted, .rewritten, .mechanisms, .stored: false
        case .refused, .silent: true
        }
    }

    func path(insteadOf asked: [UInt8]) -> [UInt8] {
        guard case .rewritten(let path) = self else { return asked }
        return path
    }
}

/// The words that a handler or driver wants instead of the machine's: boxed, since they are rare and large.
indirect enum Wording {
    /// This reply.
    case whole(MailHogReply)
    /// The parts that are given; the code is of the class, if it is not given.
    case parts(CustomReply, class: Int)
}

extension MailHogReply {
    consuming func worded(_ wording: Wording?) -> MailHogReply {
        switch wording {
        case nil: return self
        case .whole(let reply): return reply
        case .parts(let parts, let `class`):
            var reply = self
            let usual = reply.status / 100 == `class` ? reply.status : `class` * 100 + 50
            reply.status = parts.code.map(Int.init) ?? usual
            let enhanced = parts.enhanced.map { Array("\($0) ".utf8) } ?? []
            if let text = parts.wording(after: 4 + enhanced.count) {
                reply.texts = text.split(separator: 0x0A, omittingEmptySubsequences: false)
                    .map(Array.init)
            }
            reply.texts = reply.texts.map { enhanced + $0 }
            return reply
        }
    }
}
