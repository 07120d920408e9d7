import LineEditor

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the program does about signals.
enum Signals {
    /// A closed pipe is seen as an error of `write`, and ends the program where that is known; a bug
    /// ends it with a status of its own.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        Terminal.endOnBug(
            saying: "smtpsim: error: this is a bug in smtpsim; please report what led to it\n",
            status: ExitStatus.bug.rawValue)
    }
}
