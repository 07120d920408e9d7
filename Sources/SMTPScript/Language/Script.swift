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
    /// The lines before the first section header, in order, numbered from 1 without gaps.
    public var lines: [ScriptLine]
    /// The file sections at the end, in order.
    public var sections: [ScriptSection] = []
    /// Whether the source began with a UTF-8 byte order mark, which is not part of a line.
    var startsWithByteOrderMark = false

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    package init(name: String, lines: [ScriptLine] = []) {
        self.name = name
        self.lines = lines
    }

    /// The section of that name, compared octet by octet.
    package func section(named name: String) -> ScriptSection? {
        sections.first { $0.name.utf8.elementsEqual(name.utf8) }
    }

    /// The script as the bytes of a file.
    ///
    /// A parsed script gives exactly the bytes it was read from. Where a section that was put
    /// together otherwise lacks its last line end and another follows, one is added, because a
    /// header stands on a line of its own.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            bytes += line.octets
            bytes += line.ending.rawValue.utf8
        }
        for section in sections {
            if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(0x0A) }
            bytes += section.header.utf8
            bytes += section.ending.rawValue.utf8
            bytes += section.contents
        }
        return (startsWithByteOrderMark ? Self.byteOrderMark : []) + bytes
    }

    /// The script as text, with bytes of sections that are not UTF-8 replaced.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}
