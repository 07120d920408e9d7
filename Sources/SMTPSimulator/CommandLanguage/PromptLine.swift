import SMTPSession

/// What a line typed at the prompt, or behind `C:` in a script, means.
///
/// A leading colon makes a command of it, and `::` sends one colon. Where message text or a SASL
/// response is awaited, a leading colon is content: there `::name` is the command, and `:::x` sends
/// `::x`.
enum PromptLine: Hashable, Sendable {
    /// Send this line.
    case client(String)
    /// Perform this command, given without its colons.
    case command(String)

    /// Reads a line.
    ///
    /// - Parameters:
    ///   - text: the line without its line end
    ///   - expectation: what the machine expects
    init(_ text: String, expectation: Expectation) {
        let colons = text.utf8.prefix { $0 == UInt8(ascii: ":") }.count
        switch expectation {
        case .connection, .command, .handshake, .nothing:
            guard colons > 0 else {
                self = .client(text)
                return
            }
            let rest = String(Substring(text.utf8.dropFirst()))
            self = colons == 1 ? .command(rest) : .client(rest)
        case .content, .authentication:
            let rest = { String(Substring(text.utf8.dropFirst($0))) }
            self =
                switch colons {
                case 0, 1: .client(text)
                case 2: .command(rest(2))
                default: .client(rest(1))
                }
        }
    }
}
