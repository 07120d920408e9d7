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
