import SMTPSession

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Standard input and output, on which a conversation is held.
///
/// Each read is answered by one write, however many commands came in it: a call of the system costs
/// as much as a dozen commands.
enum StandardPipe {
    /// Octets of one read.
    private static let portion = 131_072

    /// Holds a conversation until one side closes it.
    ///
    /// - Parameter conversation: the server's side
    /// - Throws: the status to end with, when input cannot be read or the trace not be written
    static func serve<M: Machine>(_ conversation: consuming PipeConversation<M>) throws(ExitStatus)
    {
        try hold(&conversation)
        guard !conversation.hasTraceFailed else { throw .usage }
    }

    private static func hold<M: Machine>(
        _ conversation: inout PipeConversation<M>
    ) throws(ExitStatus) {
        let beginning = now
        conversation.feed(.connected(Peer()))
        while try send(&conversation.wire), !conversation.isClosed {
            let moment = Instant(milliseconds: now - beginning)
            let isReadable = wait(from: moment, conversation.delayEnd, conversation.deadline)
            conversation.feed(now: Instant(milliseconds: now - beginning))
            guard isReadable, !conversation.isClosed else { continue }
            let octets = try read()
            guard !octets.isEmpty else { return conversation.feed(.closed) }
            conversation.feed(.bytes(octets))
        }
    }

    /// Milliseconds since some moment, which nobody sets back.
    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
    }

    /// Waits for the client or the time; while the policy lets the client wait, only for the time.
    ///
    /// - Returns: whether there is something to read
    private static func wait(from moment: Instant, _ delayEnd: Instant?, _ deadline: Instant?)
        -> Bool
    {
        var timeout: Int32 = -1
        if let end = delayEnd ?? deadline {
            let rest = end.milliseconds - min(moment.milliseconds, end.milliseconds)
            timeout = Int32(clamping: rest)
        }
        guard delayEnd == nil else {
            _ = poll(nil, 0, timeout)
            return false
        }
        var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, timeout) > 0
    }

    /// What the client sent; nothing at its end.
    private static func read() throws(ExitStatus) -> [UInt8] {
        var failure: Int32 = 0
        // A new array each time: its memory comes back from the allocator, and need not be cleared.
        let octets = [UInt8](unsafeUninitializedCapacity: portion) { buffer, count in
            repeat {
                let size = systemRead(STDIN_FILENO, buffer.baseAddress, portion)
                count = max(size, 0)
                failure = size < 0 ? errno : 0
            } while failure == EINTR || failure == EAGAIN
        }
        guard failure == 0 else {
            Console.fail("cannot read standard input: \(SystemError.text(failure))")
            throw .usage
        }
        return octets
    }

    /// Sends all that is there, and empties it.
    ///
    /// - Returns: whether the client is still there
    /// - Throws: the status to end with, when output cannot be written for another reason
    private static func send(_ wire: inout [UInt8]) throws(ExitStatus) -> Bool {
        defer { wire.removeAll(keepingCapacity: true) }
        var sent = 0
        while sent < wire.count {
            let count = wire.withUnsafeBytes { octets in
                systemWrite(
                    STDOUT_FILENO, octets.baseAddress?.advanced(by: sent), octets.count - sent)
            }
            if count >= 0 {
                sent += count
            } else if errno == EAGAIN {
                var descriptor = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
                _ = poll(&descriptor, 1, -1)
            } else if errno == EPIPE {
                return false
            } else if errno != EINTR {
                Console.fail("cannot write standard output: \(SystemError.text(errno))")
                throw .usage
            }
        }
        return true
    }
}

/// The system's calls, apart from the functions of those names here.
private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
    read(descriptor, start, count)
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, start, count)
}
