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
    var number: Int
    /// The header as written, without its line end.
    var header: String
    /// How the header's line ends.
    var ending: LineEnd
    /// The bytes of the file.
    public var contents: [UInt8]

    /// Whether a section can carry these bytes and give them back unchanged.
    ///
    /// No line may read as a section header, and the last one needs a line end, which it gets when
    /// another section follows.
    static func canHold(_ contents: [UInt8]) -> Bool {
        guard contents.isEmpty || contents.last == UInt8(ascii: "\n") else { return false }
        return !RawLines(contents[...]).contains { sectionName(in: $0.text) != nil }
    }

    /// The name in a header line; nil if the line is no header.
    ///
    /// A header begins in the first column with `-- ` and ends with ` --`; blanks at the end of the
    /// line are forgiven, because nobody sees them.
    static func sectionName(in line: ArraySlice<UInt8>) -> String? {
        guard line.first == UInt8(ascii: "-"), let last = line.lastIndex(where: { !$0.isBlank })
        else { return nil }
        let trimmed = line[line.startIndex...last]
        guard trimmed.starts(with: "-- ".utf8), trimmed.suffix(3).elementsEqual(" --".utf8)
        else { return nil }
        let inner = trimmed.dropFirst(3).dropLast(3)
        guard let first = inner.firstIndex(where: { !$0.isBlank }),
            let end = inner.lastIndex(where: { !$0.isBlank })
        else { return nil }
        return String(validating: inner[first...end], as: UTF8.self)
    }
}
