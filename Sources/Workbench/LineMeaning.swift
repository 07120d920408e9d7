/// What a typed line is, before anyone parses it.
///
/// While the server waits for a command or nothing, `:name` is a command and `::` sends one `:`. In
/// message text and in a SASL exchange a leading `:` is content, `::name` is the command, and
/// `:::x` sends `::x`.
enum LineMeaning: Hashable {
    /// A command of the prompt, without its colons.
    case command([UInt8])
    /// Text for the server, without CRLF.
    case text([UInt8])

    init(_ line: [UInt8], isContent: Bool) {
        let colons = line.prefix { $0 == LineMeaning.colon }.count
        switch (isContent, colons) {
        case (_, 0), (true, 1): self = .text(line)
        case (false, 1), (true, 2): self = .command(Array(line[colons...]))
        case (_, _): self = .text(Array(line[1...]))
        }
    }

    private static let colon = UInt8(ascii: ":")
}
