import OctetText

/// Reads the files that scripts name; the one thing a run asks of the outside.
public protocol ScriptFiles: Sendable {
    /// Reads a file below the script's folder.
    ///
    /// - Parameters:
    ///   - path: the file, relative to the script's folder, without `..`
    ///   - limit: the most octets to read; a larger file is an error
    /// - Returns: its octets
    /// - Throws: why it cannot be read
    func read(_ path: String, limit: Int) throws(ScriptFileError) -> [UInt8]

    /// Whether a program of that name can be started here, for `:require`.
    ///
    /// - Parameter name: the program, without a path
    /// - Returns: whether it is there
    func hasProgram(_ name: String) -> Bool
}

extension ScriptFiles {
    /// No program, where nobody looks for one.
    public func hasProgram(_ name: String) -> Bool { false }
}

/// Why a file that a script names cannot be read.
public struct ScriptFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path, as the script names it.
    public var path: String
    /// Why, in lower case and without a full stop.
    public var reason: String

    /// An error.
    ///
    /// - Parameters:
    ///   - path: the path, as the script names it
    ///   - reason: why, in lower case and without a full stop
    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// Path and reason.
    public var description: String { "\(EscapedText.inLine(path.utf8)): \(reason)" }
}

/// No files at all: only the sections of a script can be read.
public struct NoFiles: ScriptFiles {
    /// No files.
    public init() {}

    /// Throws that there is no such file or section.
    public func read(_ path: String, limit: Int) throws(ScriptFileError) -> [UInt8] {
        throw ScriptFileError(path: path, reason: "no such file or section")
    }
}
