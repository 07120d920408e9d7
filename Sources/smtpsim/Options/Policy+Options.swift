import SASL
import SMTPPolicy

extension Policy {
    /// Adds a user who can authenticate, `name:password`: what `--user` says.
    mutating func add(user text: String) throws(Failure) {
        guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else {
            throw Failure("--user: expected name:password")
        }
        credentials[user: String(text[..<colon])] = Secret(
            String(text[text.index(after: colon)...]))
    }

    /// Adds a handler, as after `:on`: what `--on` says.
    mutating func add(handler text: String, asks: Bool) throws(Failure) {
        let handler: Handler
        do {
            handler = try Handler(parsing: text)
        } catch {
            throw Failure("--on '\(text)': \(error)")
        }
        guard asks || handler.action != .ask else {
            throw Failure("--on '\(text)': there is nobody to ask on a pipe")
        }
        handlers.append(handler)
    }
}
