/// What a machine wants done, in order.
///
/// What is large and rare is boxed, so that the replies to many commands in one write stay small.
@nonexhaustive
public enum Output: Hashable, Sendable {
    /// Send this reply to the client.
    case reply(Reply)
    /// Answer this question with `Input.answer`; until then the client's octets wait.
    indirect case ask(Question)
    /// A piece of message text: dots unstuffed, line ends as sent. The pieces joined are the message.
    case content(ArraySlice<UInt8>)
    /// The message is complete and its fate decided; the pieces since DATA belong to it.
    case message(MessageOutcome)
    /// Perform the TLS handshake, then hand over `Input.secured`, or `Input.closed` if it fails.
    case startTLS
    /// Close the connection, once the replies are sent.
    case close
    /// Something worth knowing that is no reply.
    case note(Note)
    /// What the client's next octets were taken for; what follows is in answer to them.
    ///
    /// Only if `Configuration.reportsReadings` is set.
    case reading(Reading)
    /// The state changed, by its display names; it follows the reply that goes with it.
    ///
    /// Only if `Configuration.reportsReadings` is set.
    indirect case transition(from: String, to: String)
    /// From now on the link to the client is like this; the reply that follows is the first to feel it.
    indirect case link(LinkConditions)
}

/// Something worth knowing that is no reply: a departure that was tolerated, octets that were dropped.
public struct Note: Hashable, Sendable, Codable {
    // The order keeps a note small, and so the outputs to many commands in one write.

    /// Particulars, such as a count; plain ASCII.
    public var detail: String
    /// The place, out of the way, since it is rarely there.
    private var places: [TextPlace]?
    /// The place in the command's line, in octets from 0, where there is one.
    public var offset: Int?
    /// The rule that tells what it is.
    public var rule: Rule

    /// The place in message text, if readings are wanted.
    public var place: TextPlace? {
        get { places?.first }
        set { places = newValue.map { [$0] } }
    }

    /// A note.
    public init(
        _ rule: Rule, detail: String = "", offset: Int? = nil, place: TextPlace? = nil
    ) {
        self.rule = rule
        self.detail = detail
        self.offset = offset
        self.place = place
    }
}

/// A message, and what became of it: most have been received whole.
public struct MessageOutcome: Hashable, Sendable, Codable {
    /// What became of a message.
    public enum Disposition: String, Hashable, Sendable, Codable {
        /// The client was told 250: the driver keeps the message.
        case accepted
        /// The client was told 250, but the message is to be dropped.
        case discarded
        /// The client was told 4yz or 5yz, or nothing: the driver forgets the message.
        case refused
        /// The connection was lost: the driver keeps so many octets of the text for a later session.
        case interrupted
        /// The text goes on after the octets that the driver kept; more of it follows.
        case resumed
    }

    /// What became of it.
    public var disposition: Disposition
    /// From whom and to whom.
    public var envelope: Envelope
    /// Octets of message text, line ends counted, stuffed dots not.
    public var octets: UInt64

    /// An outcome.
    public init(disposition: Disposition, envelope: Envelope, octets: UInt64) {
        self.disposition = disposition
        self.envelope = envelope
        self.octets = octets
    }
}

extension Output: Codable {
    /// The same with arrays in the place of slices, which have no coding.
    private enum Stored: Codable {
        case reply(Reply), ask(Question), content([UInt8]), message(MessageOutcome), startTLS, close
        case note(Note), reading(Reading), transition(from: String, to: String)
        case link(LinkConditions)
    }

    /// Reads an output.
    public init(from decoder: any Decoder) throws {
        self =
            switch try Stored(from: decoder) {
            case .reply(let reply): .reply(reply)
            case .ask(let question): .ask(question)
            case .content(let octets): .content(octets[...])
            case .message(let outcome): .message(outcome)
            case .startTLS: .startTLS
            case .close: .close
            case .note(let note): .note(note)
            case .reading(let reading): .reading(reading)
            case .transition(let from, let to): .transition(from: from, to: to)
            case .link(let conditions): .link(conditions)
            }
    }

    /// Writes an output.
    ///
    /// A question masks what a client sent to authenticate; a reading keeps it.
    public func encode(to encoder: any Encoder) throws {
        let stored: Stored =
            switch self {
            case .reply(let reply): .reply(reply)
            case .ask(let question): .ask(question)
            case .content(let piece): .content(Array(piece))
            case .message(let outcome): .message(outcome)
            case .startTLS: .startTLS
            case .close: .close
            case .note(let note): .note(note)
            case .reading(let reading): .reading(reading)
            case .transition(let from, let to): .transition(from: from, to: to)
            case .link(let conditions): .link(conditions)
            }
        try stored.encode(to: encoder)
    }
}
