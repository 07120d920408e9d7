#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the program does about signals.
enum Signals {
    /// A closed pipe is seen as an error of `write`, and ends the program where that is known.
    static func prepare() { signal(SIGPIPE, SIG_IGN) }
}
