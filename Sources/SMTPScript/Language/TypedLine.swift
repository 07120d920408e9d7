/// What a typed line is before anybody reads it: at the prompt, and after `C:` in a script.
///
/// A leading `:` makes a command of it, and `::` sends one `:`. Where the server takes the line for
/// content, in message text and in a SASL exchange, a leading `:` is content: there `::name` is the
/// command, and `:::x` sends `::x`.
package enum TypedLine: Hashable, Sendable {
    /// A command, without its colons.
    case command([UInt8])
    /// Text for the server, without its line end.
    case text([UInt8])

    /// Tells which of them a line is.
    package init(_ line: some Collection<UInt8>, isContent: Bool) {
        let colons = line.prefix { $0 == UInt8(ascii: ":") }.count
        switch (isContent, colons) {
        case (_, 0), (true, 1): self = .text(Array(line))
        case (false, 1), (true, 2): self = .command(Array(line.dropFirst(colons)))
        case (_, _): self = .text(Array(line.dropFirst()))
        }
    }

    /// What a command begins with.
    package static func commandMark(isContent: Bool) -> String { isContent ? "::" : ":" }
}
