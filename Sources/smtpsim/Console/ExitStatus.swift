#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How the program ends; thrown to end it.
enum ExitStatus: Int32, Error {
    /// All expectations met, or the session ended.
    case success = 0
    /// An expectation failed.
    case failedExpectation = 1
    /// Usage, an unreadable file, or the syntax of a script.
    case usage = 2
    /// A bug in smtpsim.
    case bug = 3
    /// Ctrl-C.
    case interrupted = 130
    /// Nobody reads standard output any more; what a shell shows for SIGPIPE.
    case brokenPipe = 141

    /// Ends the program.
    func end() -> Never { exit(rawValue) }
}
