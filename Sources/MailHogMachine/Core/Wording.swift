import SMTPSession

/// The words that a handler or driver wants instead of the machine's.
enum Wording {
    /// This reply.
    case whole(MailHogReply)
    /// The parts that are given; the code is of the class, if it is not given.
    case parts(CustomReply, class: Int)
}

extension MailHogReply {
    func worded(_ wording: Wording?) -> MailHogReply {
        switch wording {
        case nil: return self
        case .whole(let reply): return reply
        case .parts(let parts, let `class`):
            var reply = self
            let usual = status / 100 == `class` ? status : `class` * 100 + 50
            reply.status = parts.code.map(Int.init) ?? usual
            let enhanced = parts.enhanced.map { Array("\($0) ".utf8) } ?? []
            if let text = parts.wording(behind: 4 + enhanced.count) {
                reply.texts = text.split(separator: 0x0A, omittingEmptySubsequences: false)
                    .map(Array.init)
            }
            reply.texts = reply.texts.map { enhanced + $0 }
            return reply
        }
    }
}
