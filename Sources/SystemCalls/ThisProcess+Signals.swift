#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

// What the handlers below read is written once, before they can run. They call nothing but what
// signal-safety(7) allows.

extension ThisProcess {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    nonisolated(unsafe) private static var unfinished: UnsafeMutablePointer<CChar>?
    nonisolated(unsafe) private static var bellEnds: (reading: Int32, writing: Int32) = (-1, -1)
    /// The signal that asked this process to end, which only its handler writes.
    nonisolated(unsafe) private static var asked: sig_atomic_t = 0

    /// Has SIGINT, SIGTERM and SIGHUP end the process, with 128 and their number.
    package static func endOnSignals() {
        for number in signals { signal(number) { ThisProcess.end(by: $0) } }
        unblockSignals()
    }

    /// Whoever started this process may have had them blocked, as Dispatch's threads have.
    private static func unblockSignals() {
        var set = sigset_t()
        sigemptyset(&set)
        for number in signals { sigaddset(&set, number) }
        sigprocmask(SIG_UNBLOCK, &set, nil)
    }

    /// Has the first SIGINT, SIGTERM or SIGHUP ask the process to end, and the second remove a file and end
    /// it at once, with 128 and its number.
    package static func shutDownOnSignals(removing path: String?) {
        unfinished = path.flatMap { strdup($0) }
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            // Never in the place of a standard input or output that is not open.
            let high = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
            for end in ends { close(end) }
            for end in high { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
            bellEnds = (high[0], high[1])
        }
        for number in signals {
            signal(number) { number in
                guard ThisProcess.asked == 0 else { ThisProcess.end(by: number) }
                ThisProcess.asked = sig_atomic_t(number)
                // Whoever waits may not have begun to when the signal came; the octet is there then.
                let saved = errno
                var octet: UInt8 = 0
                _ = write(ThisProcess.bellEnds.writing, &octet, 1)
                errno = saved
            }
        }
        unblockSignals()
    }

    /// The status to end with, since a signal has asked for it; nil if none has.
    package static var requestedEnd: Int32? { asked == 0 ? nil : 128 + Int32(asked) }

    /// What can be read once a signal has asked this process to end.
    static var bell: Descriptor? {
        bellEnds.reading < 0 ? nil : Descriptor(bellEnds.reading)
    }

    /// Waits so long, or until a signal asks this process to end.
    package static func sleep(milliseconds: Int32) {
        var descriptor = pollfd(fd: bellEnds.reading, events: Int16(POLLIN), revents: 0)
        _ = poll(&descriptor, 1, milliseconds)
    }

    private static func end(by number: Int32) -> Never {
        if let unfinished { unlink(unfinished) }
        _exit(128 + number)
    }
}
