/// A transcript file, read: its lines, and the files it carries at its end.
///
///     # Greylisting: the first attempt is put off.
///     C: RCPT TO:<bob@sim.example>
///     S: 451 4.7.1 Greylisted
///     -- letter.eml --
///     Subject: hello
///
/// Every byte of the source is kept, so a parsed script prints back identically: see
/// ``Script/bytes``.
public struct Script: Hashable, Sendable {
    /// What the source is called in diagnostics, usually its path.
    public var name: String

    /// The lines before the first section header, in order.
    public var lines: [ScriptLine]

    /// The file sections at the end, in order.
    public var sections: [ScriptSection]

    /// Whether the source began with a UTF-8 byte order mark (EF BB BF), which is not part of a line.
    package var startsWithByteOrderMark: Bool

    /// Makes a script of lines and sections.
    package init(
        name: String,
        lines: [ScriptLine] = [],
        sections: [ScriptSection] = [],
        startsWithByteOrderMark: Bool = false
    ) {
        self.name = name
        self.lines = lines
        self.sections = sections
        self.startsWithByteOrderMark = startsWithByteOrderMark
    }

    /// The section of that name, if the script carries one.
    package func section(named name: String) -> ScriptSection? {
        sections.first { $0.name.utf8.elementsEqual(name.utf8) }
    }
}
