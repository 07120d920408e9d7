#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What happens when a signal ends the program: the file being written is removed.
enum Interruption {
    // Written once, before the handler can run, and only read by it.
    nonisolated(unsafe) private static var path: UnsafeMutablePointer<CChar>?

    /// Has SIGINT end the program with 130, and SIGTERM and SIGHUP as a shell would show them.
    ///
    /// - Parameter path: the file to remove, if there is one
    static func prepare(removing path: String?) {
        self.path = path.flatMap { strdup($0) }
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { number in
                // Only what a signal handler may call: signal-safety(7).
                if let path = Interruption.path { unlink(path) }
                _exit(128 + number)
            }
        }
    }
}
