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
    }

    /// The section or file.
    public var path: String

    /// How it is sent.
    public var mode: Mode

    /// Makes the file of a `C<` line.
    package init(path: String, mode: Mode = .raw) {
        self.path = path
        self.mode = mode
    }
}

extension ClientFile.Mode {
    /// The bytes to send for the bytes of a file.
    package func bytes(sending contents: [UInt8]) -> [UInt8] {
        switch self {
        case .raw: contents
        case .stuff: MessageText.stuffed(contents)
        }
    }
}
