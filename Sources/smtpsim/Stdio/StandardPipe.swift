import SMTPDriver
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
            let isHeard = try send(&conversation)
            guard !conversation.isClosed else { return nil }
            if isHeard, let status = ThisProcess.requestedEnd {
                // RFC 5321 §3.8: a server that must go says so first.
                conversation.feed(.shutdown)
                _ = try send(&conversation)
                return status
            }
            guard isHeard else {
                conversation.feed(.closed)
                return nil
            }
            let isReadable = wait(from: now, conversation.delayEnd, conversation.deadline)
            conversation.feed(now: now)
            guard isReadable, !conversation.isClosed else { continue }
            let octets = try read(conversation.link)
            guard !octets.isEmpty else {
                conversation.feed(.closed)
                return nil
            }
            conversation.feed(octets: octets)
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
    private static func read(_ link: Link?) throws(Failure) -> [UInt8] {
        do {
            guard let link, let limit = link.readPortion else {
                return try Descriptor.standardInput.readSome(limit: portion)
            }
            let octets = try Descriptor.standardInput.readSome(limit: limit)
            ThisProcess.sleep(milliseconds: Int32(clamping: link.pause(afterReading: octets.count)))
            return octets
        } catch .connectionReset {
            return []
        } catch {
            throw Failure("cannot read standard input: \(error)")
        }
    }

    /// Writes octets, in the pieces and at the speed of the link.
    private static func write(_ octets: ArraySlice<UInt8>, _ link: Link?) throws(SystemError) {
        guard let link, let portion = link.portion else {
            return try Descriptor.standardOutput.writeAll(octets.span)
        }
        for start in stride(from: octets.startIndex, to: octets.endIndex, by: portion) {
            let piece = octets[start..<min(start + portion, octets.endIndex)]
            try Descriptor.standardOutput.writeAll(piece.span)
            ThisProcess.sleep(milliseconds: Int32(clamping: link.pause(afterSending: piece.count)))
        }
    }

    /// Sends all that is there, and empties it; false if the client has gone.
    private static func send<M: Machine>(
        _ conversation: inout PipeConversation<M>
    ) throws(Failure) -> Bool {
        defer { conversation.replies.removeAll() }
        do {
            try write(conversation.replies.octets, conversation.link)
            if conversation.link?.isHalfClosed ?? false {
                try Descriptor.standardOutput.shutForWriting()
            }
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
