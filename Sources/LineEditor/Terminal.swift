#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What can be known of a terminal without reading from it.
public enum Terminal {
    /// Whether a file descriptor is a terminal.
    ///
    /// - Parameter descriptor: an open file descriptor; 0 is standard input.
    /// - Returns: false as well for one that is not open.
    public static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// Whether the environment says that the terminal understands no escape sequences.
    ///
    /// So it is with `TERM=dumb`, and with `TERM` empty or unset.
    public static var isDumb: Bool {
        guard let value = getenv("TERM") else { return true }
        let name = String(cString: value)
        return name.isEmpty || name == "dumb"
    }
}
