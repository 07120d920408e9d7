#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads what there is, at most as much as the buffer holds; goes on after a signal, and waits where the
/// descriptor is non-blocking.
///
/// - Returns: how many bytes, 0 at the end of the input, -1 with `errno` set on failure.
func systemRead(_ descriptor: Int32, into buffer: inout [UInt8]) -> Int {
    while true {
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        guard count < 0 else { return count }
        switch errno {
        case EINTR:
            continue
        case EAGAIN, EWOULDBLOCK:
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, -1) >= 0 || errno == EINTR else { return -1 }
        default:
            return -1
        }
    }
}
