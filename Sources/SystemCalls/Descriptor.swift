#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why the system refused a call.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The system's number for it, such as that of `EIO`.
    package let number: Int32

    package init(_ number: Int32) { self.number = number }

    /// Why the last call failed.
    package static var last: SystemError { SystemError(errno) }

    /// In words: `Permission denied`.
    package var description: String { String(cString: strerror(number)) }

    /// Nobody reads this pipe any more.
    package static let brokenPipe = SystemError(EPIPE)
    /// The other side of the connection reset it.
    package static let connectionReset = SystemError(ECONNRESET)
    package static let inputOutput = SystemError(EIO)
    /// There is no file of this name.
    package static let noSuchFile = SystemError(ENOENT)
    /// The name is taken.
    package static let fileExists = SystemError(EEXIST)
    /// It is a folder, a pipe or a device, where a regular file is wanted.
    package static let notRegular = SystemError(EINVAL)
    /// Another socket has this address.
    package static let addressInUse = SystemError(EADDRINUSE)
    /// No network of this machine has this address.
    package static let addressNotAvailable = SystemError(EADDRNOTAVAIL)
    package static let notPermitted = SystemError(EACCES)
    package static let tooLarge = SystemError(EFBIG)
}

/// An open file, pipe or terminal, to be shut by whoever opened it.
package struct Descriptor: Hashable, Sendable {
    package let number: Int32

    package init(_ number: Int32) { self.number = number }

    package static let standardInput = Descriptor(STDIN_FILENO)
    package static let standardOutput = Descriptor(STDOUT_FILENO)
    package static let standardError = Descriptor(STDERR_FILENO)

    /// Opens a file; its mode counts if that makes it.
    init(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(SystemError) {
        number = open(path, flags | O_CLOEXEC, mode)
        guard number >= 0 else { throw .last }
    }

    /// Makes a file for its owner, which must be new.
    package init(creating path: String) throws(SystemError) {
        try self.init(path, O_RDWR | O_CREAT | O_EXCL)
    }

    /// Opens a file, a pipe or a device to be read.
    package init(reading path: String) throws(SystemError) { try self.init(path, O_RDONLY) }

    /// Empties a file, or makes it for its owner.
    package init(emptying path: String) throws(SystemError) {
        try self.init(path, O_WRONLY | O_CREAT | O_TRUNC)
    }

    /// Waits until the disk has what was written.
    package func synchronize() throws(SystemError) {
        guard fsync(number) == 0 else { throw .last }
    }

    /// Says that nothing more will be written, while others may still be read; a pipe is shut.
    package func shutForWriting() throws(SystemError) {
        guard shutdown(number, Int32(SHUT_WR)) != 0, errno == ENOTSOCK else { return }
        // Its number must not become that of another file.
        let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard nowhere >= 0 else { throw .last }
        guard dup2(nowhere, number) >= 0 else { throw .last }
        close(nowhere)
    }

    package func shut() throws(SystemError) {
        guard close(number) == 0 else { throw .last }
    }

    /// Whether it is a terminal; not if it is not open.
    package var isTerminal: Bool { isatty(number) == 1 }

    /// The size of the terminal; nil where there is none, or it does not know.
    package var size: (columns: Int, rows: Int)? {
        var size = winsize()
        guard ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : 24)
    }
}

extension Descriptor {
    /// Reads what there is, at most as much as the buffer holds, and waits if there is nothing.
    package func readSome(_ buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        try repeated(awaiting: POLLIN) { read(number, buffer.baseAddress, buffer.count) }
    }

    /// Reads what there is, at most as many octets as the limit; none at the end.
    package func readSome(limit: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        // A new array each time: its memory comes back from the allocator, and need not be cleared.
        let octets = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            do throws(SystemError) {
                count = try readSome(UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return octets
    }

    /// Reads octets of a file from a place on, at most as many as the limit; none at its end.
    package func readSome(at position: UInt64, limit: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let octets = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            do throws(SystemError) {
                count = try repeated(awaiting: POLLIN) {
                    pread(number, buffer.baseAddress, buffer.count, off_t(position))
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return octets
    }

    /// Writes all octets.
    package func writeAll(_ octets: Span<UInt8>) throws(SystemError) {
        var written = 0
        while written < octets.count {
            written += try repeated(awaiting: POLLOUT) {
                octets.extracting(written...).withUnsafeBufferPointer {
                    write(number, $0.baseAddress, $0.count)
                }
            }
        }
    }

    /// Sends octets by a socket, as many as it takes at once: none if it takes none now, or fails.
    package func sendAtOnce(_ octets: Span<UInt8>) -> Int {
        #if canImport(Darwin)
            let flags = MSG_DONTWAIT
        #else
            let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        #endif
        return max(
            0, octets.withUnsafeBufferPointer { send(number, $0.baseAddress, $0.count, flags) })
    }

    /// Waits for something to read, or the end; for ever if the time is negative.
    ///
    /// A signal that asks this process to end ends the waiting (`ThisProcess.shutDownOnSignals`).
    package func awaitInput(milliseconds: Int32) -> Bool {
        guard let bell = ThisProcess.bell else { return awaits(POLLIN, milliseconds: milliseconds) }
        var descriptors = [
            pollfd(fd: number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: bell.number, events: Int16(POLLIN), revents: 0),
        ]
        return poll(&descriptors, 2, milliseconds) > 0 && descriptors[0].revents != 0
    }

    private func awaits(_ events: Int32, milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: number, events: Int16(events), revents: 0)
        return poll(&descriptor, 1, milliseconds) > 0
    }

    /// Does a call again after a signal, and after waiting if the descriptor does not wait itself.
    private func repeated(awaiting events: Int32, _ call: () -> Int) throws(SystemError) -> Int {
        while true {
            let count = call()
            guard count < 0 else { return count }
            switch errno {
            case EINTR: continue
            case EAGAIN, EWOULDBLOCK: _ = awaits(events, milliseconds: -1)
            default: throw .last
            }
        }
    }
}
