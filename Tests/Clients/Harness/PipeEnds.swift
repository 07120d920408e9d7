import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A pipe between a test and a program, of which no other program inherits an end.
///
/// Were it made by `pipe`, a program that another test starts at the same time could inherit an end before
/// it is marked, and keep the pipe from ending. A FIFO is opened with the mark at once.
struct PipeEnds {
    let reading: Int32
    let writing: Int32

    init() throws {
        let path = NSTemporaryDirectory() + "smtpsim-pipe-" + UUID().uuidString
        guard mkfifo(path, 0o600) == 0 else {
            throw ChildProcess.Failure("no pipe: errno \(errno)")
        }
        defer { unlink(path) }
        // The reading end first, and without waiting for the other.
        reading = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        writing = open(path, O_WRONLY | O_CLOEXEC)
        guard reading >= 0, writing >= 0 else {
            throw ChildProcess.Failure("no pipe: errno \(errno)")
        }
    }

    /// Makes reading or writing return at once, or wait, as programs expect of their standard input.
    static func setBlocking(_ descriptor: Int32, _ isBlocking: Bool) {
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, isBlocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK)
    }
}
