#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A history file that could not be read or written.
public struct HistoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried.
    public enum Operation: String, Hashable, Sendable {
        /// Reading the file.
        case read
        /// Making the folder the file is in.
        case makeFolder = "make folder"
        /// Writing the file.
        case write
    }

    /// What was tried.
    public let operation: Operation

    /// The file or folder it was tried on.
    public let path: String

    /// The system's error number.
    public let errno: Int32

    /// One line, such as `history: cannot read /home/ann/.history: Permission denied`.
    public var description: String {
        "history: cannot \(operation.rawValue) \(path): \(String(cString: strerror(errno)))"
    }
}
