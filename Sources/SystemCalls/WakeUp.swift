#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A pipe by which one thread wakes another that waits for input.
///
/// It may be rung from any thread, any number of times: until it is silenced, `descriptor` can be read.
package struct WakeUp: Hashable, Sendable {
    /// What can be read once it was rung.
    package let descriptor: Descriptor
    private let bell: Int32

    /// Opens the pipe, which stays open as long as the process.
    package init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .last }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        descriptor = Descriptor(ends[0])
        bell = ends[1]
    }

    /// Wakes whoever waits; a full pipe wakes as well.
    package func ring() {
        var octet: UInt8 = 0
        _ = write(bell, &octet, 1)
    }

    /// Takes all rings, so that the next one wakes again.
    package func silence() {
        var drained = [UInt8](repeating: 0, count: 64)
        while read(descriptor.number, &drained, drained.count) > 0 {}
    }
}
