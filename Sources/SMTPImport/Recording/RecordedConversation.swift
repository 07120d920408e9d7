import SMTPPolicy
import SMTPSession

// What a transcript of another program says, before anybody judges it. Every format is read into this, and
// scripts, lint and reports are made from it: they never see a format.

/// A conversation as another program recorded it: who said what, in order.
///
///     C: EHLO client.example      →  RecordedTurn(.sent(…), line: 1)
///     S: 250 mx.sim.example       →  RecordedTurn(.reply(…), line: 2)
public struct RecordedConversation: Hashable, Sendable {
    /// What distinguishes it from the others of its source, such as a process number; nil if it is alone.
    public var label: String?
    /// What happened, in order.
    public var turns: [RecordedTurn] = []
    /// What the source did not have or could not say for certain.
    public var warnings: [RecordingWarning] = []

    /// Whether the source had the server's side only, so that what the client said was guessed.
    public var isGuessed = false

    /// A conversation in which nothing happened yet.
    public init(label: String? = nil) { self.label = label }
}

/// One thing that happened in a recorded conversation.
public struct RecordedTurn: Hashable, Sendable {
    /// What happened.
    public var event: RecordedEvent
    /// Where it begins in the source: the number of its line or, in a capture, of its packet, from 1.
    public var line: Int
}

extension RecordedTurn {
    // Who makes many uses the memberwise initialiser, which does not count references twice.
    /// Something that happened.
    public init(_ event: RecordedEvent, line: Int) { self.init(event: event, line: line) }
}

/// What can happen in a recorded conversation.
public enum RecordedEvent: Hashable, Sendable {
    /// The client connected, from an address if the source says which.
    case connected(address: String?)
    /// The client sent octets.
    case sent(RecordedWrite)
    /// The server replied.
    case reply(RecordedReply)
    /// The TLS handshake was done, with the version if the source says which.
    case secured(version: String?)
    /// The connection ended.
    case closed(RecordedSide?)
    /// Something the source says beyond that, worth a comment.
    case remark(String)
}

/// A side of the connection.
public enum RecordedSide: Hashable, Sendable {
    /// The client.
    case client
    /// The server.
    case server
}

/// What the client sent in one go, as far as the source shows.
public struct RecordedWrite: Hashable, Sendable {
    /// What kind of octets they are.
    public enum Kind: Hashable, Sendable {
        /// A command, or anything that is not told apart: as sent, with its line end.
        case line
        /// The response to a challenge: as sent, with its line end.
        case response
        /// Message text, as sent: stuffed, with the dot that ends it if that was recorded.
        case text
        /// Message text before it was stuffed, without the dot that ends it.
        case unstuffedText
        /// Message text that was left out, of so many lines or octets if the source says that;
        /// `octets` is empty then.
        case leftOutText(lines: Int?, octets: Int?)
        /// The octets of a chunk (BDAT).
        case chunk
        /// Octets of a chunk that were left out; so many.
        case leftOutChunk(octets: Int)
    }

    /// What kind they are.
    public var kind: Kind
    /// The octets, as near to those that were sent as the source allows.
    public var octets: [UInt8]
    /// Whether the octets, line ends included, and the extent of the write are as they were sent.
    public var isExact = false
    /// Whether a secret in it was replaced or left out by the program that recorded it.
    public var isRedacted = false
    /// Whether the next write of the client went along with it, in one go; only where it is exact.
    public var joinsNext = false
}

extension RecordedWrite {
    /// A write.
    public init(
        _ kind: Kind = .line, _ octets: [UInt8], isExact: Bool = false, isRedacted: Bool = false
    ) {
        self.init(kind: kind, octets: octets, isExact: isExact, isRedacted: isRedacted)
    }
}

/// A reply of the server, as recorded.
public struct RecordedReply: Hashable, Sendable {
    /// Its lines, codes included, without line ends; at least one.
    public var lines: [[UInt8]]
    /// Whether the source cut its lines short.
    public var isCutShort = false
    /// Whether its lines are regular expressions for what the server says, as in test scripts.
    public var isPattern = false
}

extension RecordedReply {
    /// A reply.
    public init(_ lines: [[UInt8]], isCutShort: Bool = false) {
        self.init(lines: lines, isCutShort: isCutShort)
    }

    /// Its code, from 200 to 599; nil if the last line does not begin with one.
    public var code: Int? {
        guard let line = lines.last, line.count >= 3, (0x32...0x35).contains(line[0]),
            line[1].isDigit, line[2].isDigit
        else { return nil }
        return Int(line[0] - 0x30) * 100 + Int(line[1] - 0x30) * 10 + Int(line[2] - 0x30)
    }
}

/// What a source did not have, or does not say for certain.
public struct RecordingWarning: Hashable, Sendable {
    /// What is missing or uncertain, as a sentence.
    public var text: String
    /// The number of the line or packet concerned, from 1; nil for the whole conversation.
    public var line: Int?

    /// A warning.
    public init(_ text: String, line: Int? = nil) {
        self.text = text
        self.line = line
    }
}

extension RecordedReply {
    /// Whether it lists extensions: several lines, of which one has the keyword of one that is known.
    var isOffer: Bool {
        guard code == 250, lines.count > 1 else { return false }
        let keywords = Set(RecordedOffer(lines: lines).keywords)
        return SMTPExtension.known.contains { keywords.contains($0.keyword) }
    }
}
