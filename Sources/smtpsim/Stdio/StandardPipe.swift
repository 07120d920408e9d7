import SMTPSession
import SystemCalls

/// Standard input and output, on which a conversation is held.
///
/// Each read is answered by one write, however many commands came in it: a system call costs as much
/// as a dozen commands.
enum StandardPipe {
    /// Octets of one read.
    private static let portion = 131_072

    /// Holds a conversation until one side closes it.
    static func serve<M: Machine>(_ conversation: consuming PipeConversation<M>) throws {
        let status = try hold(&conversation)
        conversation.writeFindings()
        if let status { throw EndBySignal(status: status) }
        guard !conversation.hasTraceFailed else { throw ExitStatus.usage }
    }

    /// Returns the status to end with, where a signal has ended the conversation.
    private static func hold<M: Machine>(
        _ conversation: inout PipeConversation<M>
    ) throws(Failure) -> Int32? {
        let beginning = ThisProcess.milliseconds
        var now: Instant { Instant(milliseconds: ThisProcess.milliseconds - beginning) }
        conversation.feed(.connected(Peer()))
        while true {
            let isHeard = try send(&conversation.wire)
            guard !conversation.isClosed else { return nil }
            if isHeard, let status = ThisProcess.requestedEnd {
                // RFC 5321 §3.8: a server that must go says so first.
                conversation.feed(.shutdown)
                _ = try send(&conversation.wire)
                return status
            }
            guard isHeard else {
                conversation.feed(.closed)
                return nil
            }
            let isReadable = wait(from: now, conversation.delayEnd, conversation.deadline)
            conversation.feed(now: now)
            guard isReadable, !conversation.isClosed else { continue }
            let octets = try read()
            guard !octets.isEmpty else {
                conversation.feed(.closed)
                return nil
            }
            conversation.feed(.bytes(octets))
        }
    }

    /// Waits for the client or the time; while the policy lets the client wait, only for the time.
    private static func wait(from moment: Instant, _ delayEnd: Instant?, _ deadline: Instant?)
        -> Bool
    {
        var timeout: Int32 = -1
        if let end = delayEnd ?? deadline {
            let rest = end.milliseconds - min(moment.milliseconds, end.milliseconds)
            timeout = Int32(clamping: rest)
        }
        guard delayEnd == nil else {
            ThisProcess.sleep(milliseconds: timeout)
            return false
        }
        return Descriptor.standardInput.awaitInput(milliseconds: timeout)
    }

    /// What the client sent; nothing at its end, or where it reset the connection.
    private static func read() throws(Failure) -> [UInt8] {
        do {
            return try Descriptor.standardInput.readSome(limit: portion)
        } catch .connectionReset {
            return []
        } catch {
            throw Failure("cannot read standard input: \(error)")
        }
    }

    /// Sends all that is there, and empties it; false if the client has gone.
    private static func send(_ wire: inout [UInt8]) throws(Failure) -> Bool {
        defer { wire.removeAll(keepingCapacity: true) }
        do {
            try Descriptor.standardOutput.writeAll(wire.span)
            return true
        } catch .brokenPipe {
            return false
        } catch .connectionReset {
            return false
        } catch {
            throw Failure("cannot write standard output: \(error)")
        }
    }
}
