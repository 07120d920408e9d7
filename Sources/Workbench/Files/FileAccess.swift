/// The files a person names at the prompt; the workbench's owner says where they are.
public protocol FileAccess: Sendable {
    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: as the person typed it
    ///   - limit: the most octets to read
    /// - Returns: all its octets
    /// - Throws: why it cannot be read
    func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8]

    /// Writes a file, replacing an existing one atomically.
    ///
    /// - Parameters:
    ///   - octets: what to write
    ///   - path: as the person typed it
    /// - Throws: why it cannot be written; the file is then unchanged
    func write(_ octets: [UInt8], to path: String) throws(FileFault)

    /// The names in a folder that begin with a prefix, for completion.
    ///
    /// - Parameter prefix: a path, possibly incomplete
    /// - Returns: paths that begin with it, folders with a `/` at the end; at most a hundred
    func paths(beginningWith prefix: String) -> [String]

    /// Where a file or folder really is, after resolving symbolic links.
    ///
    /// - Parameter path: any path
    /// - Returns: an absolute path; nil if nothing is there
    func realPath(_ path: String) -> String?

    /// Whether the shell would find a program of that name.
    ///
    /// - Parameter name: the program, without a path
    /// - Returns: whether it is there
    func hasProgram(_ name: String) -> Bool
}

/// A file that could not be read or written.
public struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The ways in which it fails.
    public enum Reason: Hashable, Sendable {
        /// The system says why: `No such file or directory`.
        case system(String)
        /// It is a folder.
        case folder
        /// It is neither a regular file nor a folder.
        case special
        /// It is larger than the limit.
        case tooLarge(limit: Int)
    }

    /// What was attempted: `read` or `write`.
    public let operation: String
    /// The path as the person typed it.
    public let path: String
    /// Why it failed.
    public let reason: Reason

    /// A fault.
    ///
    /// - Parameters:
    ///   - operation: what was tried, `read` or `write`
    ///   - path: the path as the person typed it
    ///   - reason: why it failed
    public init(cannot operation: String, _ path: String, _ reason: Reason) {
        self.operation = operation
        self.path = path
        self.reason = reason
    }

    /// Why it failed, in lower case: `it is a folder`.
    public var why: String {
        switch reason {
        case .system(let text): text
        case .folder: "it is a folder"
        case .special: "it is not a regular file"
        case .tooLarge(let limit): "it has more than \(limit) octets"
        }
    }

    /// The fault in one line, without a full stop: `cannot read x.smtp: No such file or directory`.
    public var description: String { "cannot \(operation) \(path): \(why)" }
}
