import OctetText

/// The file a `C<` line sends, and how.
///
///     C< letter.eml stuff
///     C< "two words.bin" raw
///
/// The name is that of a section of the script, or else a path relative to the script's folder
/// (see `ScriptPath`). A name with blanks is quoted, with the escapes of `C+`.
public struct ClientFile: Hashable, Sendable {
    /// How the bytes of a file become bytes to send.
    public enum Mode: String, Hashable, Sendable, CaseIterable {
        /// As they are. This is what a line without a mode means.
        case raw
        /// As message text: each line, whatever its end, as a `C|` line would send it. The final
        /// `.` is not added.
        case stuff

        /// The bytes to send for the bytes of a file.
        package func bytes(sending contents: [UInt8]) -> [UInt8] {
            switch self {
            case .raw: contents
            case .stuff: MessageText.stuffed(contents)
            }
        }
    }

    /// The section or file.
    public var path: String
    /// How it is sent.
    public var mode = Mode.raw
}

extension ClientFile {
    /// Reads what follows `C< ` or `:file `: a name, plain or quoted, and a mode.
    package init(parsing cursor: inout WordReader, after mark: String) throws(LineFault) {
        guard let name = try cursor.word() else {
            throw cursor.fault("expected the name of a file or section after `\(mark)`")
        }
        guard let path = String(validating: name.octets, as: UTF8.self) else {
            throw LineFault(at: name.offset, "expected a name in UTF-8")
        }
        self.path = path
        cursor.skipBlanks()
        let modeOffset = cursor.offset
        let word = cursor.takeWord()
        guard let mode = word.isEmpty ? .raw : Mode(rawValue: word) else {
            throw LineFault(at: modeOffset, "expected `raw`, `stuff` or the end of the line")
        }
        self.mode = mode
        try cursor.expectEnd(after: "`\(mode.rawValue)`")
    }

    /// Reads a line of a script, which names nothing but its own files.
    init(parsingContained cursor: inout WordReader, after mark: String) throws(LineFault) {
        cursor.skipBlanks()
        let start = cursor.offset
        try self.init(parsing: &cursor, after: mark)
        guard ScriptPath.isContained(path) else {
            throw LineFault(
                at: start, ScriptPath.expected,
                hint: "write it relative to the script, without `..`")
        }
    }
}

/// The rule that keeps the files a script names under the script's folder.
package enum ScriptPath {
    /// What a script is told that names another path.
    package static let expected = "expected a path below the script's folder"

    /// Whether a path stays under the folder it is relative to.
    ///
    /// It does when it is relative, has no `..` component, no backslash and no control character.
    /// Symbolic links are beyond this rule: it looks at the text alone.
    package static func isContained(_ path: String) -> Bool {
        let bytes = Array(path.utf8)
        guard let first = bytes.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "~") else {
            return false
        }
        let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
        let parent = Array("..".utf8)
        return isPlain && !bytes.split(separator: UInt8(ascii: "/")).contains(parent[...])
    }
}

/// Message text made ready for `DATA`.
package enum MessageText {
    /// One line, without its end, as it is sent: a leading `.` doubled, CRLF added.
    ///
    /// RFC 5321 §4.5.2: "If the first character is a period, one additional period is inserted at
    /// the beginning of the line."
    package static func stuffed(line: some Collection<UInt8>) -> [UInt8] {
        let dot = UInt8(ascii: ".")
        return (line.first == dot ? [dot] : []) + line + [0x0D, 0x0A]
    }

    /// A file as it is sent, without the final `.` line: every line stuffed and ended with CRLF,
    /// whether LF, CRLF or the end of the file ended it.
    package static func stuffed(_ contents: [UInt8]) -> [UInt8] {
        RawLines(contents[...]).flatMap { stuffed(line: $0.text) }
    }
}
