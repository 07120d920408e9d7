import OctetText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Standard output and standard error.
enum Console {
    /// Writes text to standard output at once.
    ///
    /// - Parameter text: what to write, line ends included
    static func write(_ text: String) { write(Array(text.utf8)) }

    /// Writes octets to standard output at once; ends the program if nobody reads it any more.
    ///
    /// - Parameter octets: what to write
    static func write(_ octets: [UInt8]) {
        let failure = put(octets[...], on: STDOUT_FILENO)
        guard failure != 0 else { return }
        guard failure != EPIPE else { ExitStatus.brokenPipe.end() }
        fail("cannot write standard output: \(String(cString: strerror(failure)))")
        ExitStatus.usage.end()
    }

    /// Writes `smtpsim: error: …` and `hint: …` to standard error.
    ///
    /// - Parameters:
    ///   - message: what is wrong, in lower case
    ///   - hint: what to do about it
    static func fail(_ message: String, hint: String? = nil) {
        note("smtpsim: error: " + message)
        if let hint { note("hint: " + hint) }
    }

    /// Writes a line to standard error.
    ///
    /// - Parameter text: one line or more, without the last line end
    static func note(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let visible = lines.map { EscapedText.shown(String($0)) }.joined(separator: "\n")
        _ = put(Array((visible + "\n").utf8)[...], on: STDERR_FILENO)
    }

    /// Writes all octets; 0, or the system's error number.
    private static func put(_ octets: ArraySlice<UInt8>, on descriptor: Int32) -> Int32 {
        var rest = octets
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            guard count < 0 else {
                rest = rest.dropFirst(count)
                continue
            }
            guard errno == EINTR else { return errno }
        }
        return 0
    }

    /// Whether a descriptor is a terminal.
    ///
    /// - Parameter descriptor: 0, 1 or 2
    /// - Returns: whether it is
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// How many columns standard output has; 80 where that is not known, as in a pipe.
    static var columns: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}

/// The system's call, apart from the functions of that name here.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, start, count)
}
