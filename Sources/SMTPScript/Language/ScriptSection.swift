import OctetText

/// A file carried at the end of a script, in the manner of txtar.
///
///     -- letter.eml --
///     Subject: hello
///
/// The contents are the exact bytes between the end of the header's line and the next header, or
/// the end of the file. There is no escape: bytes with a line of the form `-- name --` cannot be
/// carried (see `canHold(_:)`).
public struct ScriptSection: Hashable, Sendable {
    /// The name between the dashes, without the blanks around it.
    public var name: String

    /// The line number of the header, from 1.
    package var number: Int

    /// The header as written, without its line end.
    package var header: String

    /// How the header's line ends.
    package var ending: LineEnd

    /// The bytes of the file.
    public var contents: [UInt8]

    /// Makes a section with the plain header `-- name --`.
    package init(name: String, contents: [UInt8]) {
        self.init(
            name: name, number: 0, header: "-- \(name) --", ending: .lineFeed, contents: contents)
    }

    init(name: String, number: Int, header: String, ending: LineEnd, contents: [UInt8]) {
        self.name = name
        self.number = number
        self.header = header
        self.ending = ending
        self.contents = contents
    }

    /// Says whether a section can carry these bytes and give them back unchanged.
    static func canHold(_ contents: [UInt8]) -> Bool {
        guard contents.isEmpty || contents.last == UInt8(ascii: "\n") else { return false }
        return !RawLines(contents).contains { sectionName(in: $0.text) != nil }
    }

    /// The name in a header line, or `nil` if the line is no header.
    ///
    /// A header begins in the first column with `-- ` and ends with ` --`; blanks at the end of the
    /// line are forgiven, because nobody sees them.
    static func sectionName(in line: ArraySlice<UInt8>) -> String? {
        let dashes = Array("--".utf8)
        guard let last = line.lastIndex(where: { !$0.isBlank }) else { return nil }
        let trimmed = line[line.startIndex...last]
        guard trimmed.count >= 7, trimmed.starts(with: dashes), trimmed.suffix(2) == dashes[...]
        else { return nil }
        let inner = trimmed.dropFirst(2).dropLast(2)
        guard inner.first == 0x20, inner.last == 0x20 else { return nil }
        guard let first = inner.firstIndex(where: { !$0.isBlank }),
            let end = inner.lastIndex(where: { !$0.isBlank })
        else { return nil }
        return String(validating: inner[first...end], as: UTF8.self)
    }
}
