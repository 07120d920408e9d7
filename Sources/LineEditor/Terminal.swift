import CLineEdit

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

    /// Gives the terminal back and ends the process when a signal tells of a bug in it, such as a trap
    /// or a segmentation fault.
    ///
    /// - Parameters:
    ///   - sentence: what is written to standard error, with its line end
    ///   - status: what the process ends with
    public static func endOnBug(saying sentence: StaticString, status: Int32) {
        sentence.withUTF8Buffer { octets in
            octets.withMemoryRebound(to: CChar.self) { text in
                // A static string ends with a NUL, and stays.
                if let start = text.baseAddress { cline_guard_bugs(start, status) }
            }
        }
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
