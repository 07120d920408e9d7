import OctetText

/// A command of the prompt in a script: kept as text, for the command parser to read.
///
///     :on recipient *@sim.example tempfail 451
///     C: :undo
public struct ScriptCommand: Hashable, Sendable {
    /// What follows the `:`, to the end of the line, trailing blanks included.
    public var text: String {
        get { source.string }
        set { source = SourceText(newValue) }
    }
    private var source: SourceText
    /// Whether it was typed after `C:`.
    ///
    /// Then it is content, sent as typed, where the prompt takes a leading `:` for content. A
    /// command on a line of its own is a command everywhere.
    public var isTyped = false

    init(text: String, isTyped: Bool = false) { self.init(SourceText(text), isTyped: isTyped) }

    init(_ source: SourceText, isTyped: Bool = false) {
        self.source = source
        self.isTyped = isTyped
    }

    /// The first word.
    package var name: String {
        String(Substring(text.utf8.prefix { !$0.isBlank }))
    }

    /// What follows the first word, without the blanks around it.
    package var arguments: String {
        let rest = afterName
        guard let last = rest.lastIndex(where: { !$0.isBlank }) else { return "" }
        return String(Substring(rest[...last]))
    }

    /// The column where the arguments begin, in characters from 0.
    package var columnOfArguments: Int { text[..<afterName.startIndex].count }

    private var afterName: Substring.UTF8View {
        text.utf8.drop { !$0.isBlank }.drop(while: \.isBlank)
    }

    /// Whether this is `:flush`, which splits consecutive `C` lines into two writes.
    var isFlush: Bool {
        source.octets.starts(with: "flush".utf8) && name == "flush" && arguments.isEmpty
    }
}

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

    /// Which of them a line is; `isContent` if the server would take it for content.
    package init(_ line: some Collection<UInt8>, isContent: Bool) {
        let line = Array(line)
        let colons = line.prefix { $0 == UInt8(ascii: ":") }.count
        switch (isContent, colons) {
        case (_, 0), (true, 1): self = .text(line)
        case (false, 1), (true, 2): self = .command(Array(line.dropFirst(colons)))
        case (_, _): self = .text(Array(line.dropFirst()))
        }
    }

    /// The colons a command begins with; `isContent` if the server would take a line for content.
    package static func commandMark(isContent: Bool) -> String { isContent ? "::" : ":" }
}
