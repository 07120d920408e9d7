import SMTPSession

/// Where the text of a message goes while it arrives, so that nothing is kept in memory.
///
/// ```swift
/// server.messageSink = { envelope, context in try SpoolFile(for: envelope) }
/// ```
///
/// Whatever throws refuses the message: with the reply of a ``Refusal``, or else with `451 4.3.0`. The
/// client hears of it after its last line, for SMTP has no earlier place; what it sends until then goes
/// nowhere.
public protocol MessageSink {
    /// Takes the next piece of text, dots unstuffed, line ends as sent; throws to refuse the message.
    mutating func write(_ piece: ArraySlice<UInt8>) throws

    /// Takes responsibility for the message, which comes without its text, and returns what it is
    /// called, for the 250 reply; throws why the message is refused.
    ///
    /// Not called if a hook has decided about the message.
    mutating func finish(_ message: ReceivedMessage) throws -> String

    /// Forgets the message: it was refused, dropped by policy, or will not be completed.
    mutating func abandon()
}

/// What becomes of the text of the message under way.
enum MessageText {
    /// Nobody wants it.
    case nowhere
    /// It is gathered for `messageReceived` or a hook.
    case gathered(MessageContent)
    /// It goes to a sink.
    case sink(any MessageSink)
    /// The sink has refused it.
    case refused(any Error)

    mutating func write(_ piece: ArraySlice<UInt8>) {
        switch self {
        case .nowhere, .refused: break
        case .gathered(var content):
            // Not while there are two of it, or it would be copied.
            self = .nowhere
            content.append(piece)
            self = .gathered(content)
        case .sink(var sink):
            self = .nowhere
            do {
                try sink.write(piece)
                self = .sink(sink)
            } catch {
                sink.abandon()
                self = .refused(error)
            }
        }
    }

    var content: MessageContent? { if case .gathered(let content) = self { content } else { nil } }

    func abandon() { if case .sink(var sink) = self { sink.abandon() } }
}
