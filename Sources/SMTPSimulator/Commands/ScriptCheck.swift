import OctetText
import SMTPGrammar
import SMTPSession

/// What `:expect` checks: something that replies do not show.
package enum ScriptCheck: Hashable, Sendable {
    /// `state RCPT`: the machine's state.
    case state(String)
    /// `sender <a@b>`, or nil for `sender none`.
    case sender(String?)
    /// `recipients <c@d> <e@f>`, in order; `recipients none` if there are none.
    case recipients([String])
    /// `messages 1`: how many are in the mailbox.
    case messages(Int)
    /// `message 1 …`
    case message(Int, MessageCheck)
    /// `hook recipient count 2`: how many such questions were decided.
    case hook(Hook, count: Int)
    /// `buffer empty`, or `buffer 12` octets.
    case buffer(Int)
    /// `closed`: the connection is closed.
    case closed
    /// `rule order.hello-first`: what the last reply was by.
    case rule(Rule)
    /// `note tls.discarded`: that the last thing the client did gave this note.
    case note(Rule)

    /// What is checked of one message.
    package enum MessageCheck: Hashable, Sendable {
        /// `size 120`: its octets.
        case size(UInt64)
        /// `body NAME`: its octets are those of a section or a file.
        case body(String)
        /// `sha256 …`: the digest of its octets, in lower-case hexadecimal.
        case digest(String)
        /// `sender <a@b>`
        case sender(String)
        /// `recipients <c@d> <e@f>`
        case recipients([String])
    }
}

extension ScriptCheck: CustomStringConvertible {
    /// The check as it follows `:expect`.
    package var description: String {
        switch self {
        case .state(let name): "state \(name)"
        case .sender(let path): "sender \(path.map { "<\($0)>" } ?? "none")"
        case .recipients(let paths): "recipients \(ScriptCheck.list(paths))"
        case .messages(let count): "messages \(count)"
        case .message(let number, let check): "message \(number) \(check)"
        case .hook(let hook, let count): "hook \(hook.rawValue) count \(count)"
        case .buffer(let count): count == 0 ? "buffer empty" : "buffer \(count)"
        case .closed: "closed"
        case .rule(let rule): "rule \(rule.id)"
        case .note(let rule): "note \(rule.id)"
        }
    }

    static func list(_ paths: [String]) -> String {
        paths.isEmpty ? "none" : paths.map { "<\($0)>" }.joined(separator: " ")
    }
}

extension ScriptCheck.MessageCheck: CustomStringConvertible {
    /// The check as it follows the message's number.
    package var description: String {
        switch self {
        case .size(let octets): "size \(octets)"
        case .body(let name): "body \(EscapedText.word(name))"
        case .digest(let digest): "sha256 \(digest)"
        case .sender(let path): "sender <\(path)>"
        case .recipients(let paths): "recipients \(ScriptCheck.list(paths))"
        }
    }
}
