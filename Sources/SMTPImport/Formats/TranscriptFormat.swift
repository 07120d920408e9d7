// A format of transcripts is one file: a type that conforms to `TranscriptFormat` (lines) or to
// `CaptureFormat` (octets), and its name in `KnownFormats`. It says what its lines look like, so that a
// source can be recognised, and passes what each line says to a `ConversationSink`. It keeps no conversation:
// replies, message text, SASL responses, chunks and TLS are put together by the sink, alike for all.

/// How well a line fits a format.
package enum FormatVote: Int, Comparable, Sendable {
    /// Not at all, as far as one line can tell.
    case none
    /// It is one of those that such a source has, but that others may have too, or noise.
    case fits
    /// It has the mark of a direction, and what follows the mark fits that direction.
    case direction
    /// No other program writes such a line: it alone decides.
    case certain

    package static func < (one: FormatVote, other: FormatVote) -> Bool {
        one.rawValue < other.rawValue
    }
}

/// A format that is read line by line; a value of the type reads one source.
package protocol TranscriptFormat: Sendable {
    /// What it is.
    static var description: FormatDescription { get }
    /// Whether each line of such a source has a mark, so that one without is the rest of a line that was
    /// wrapped.
    static var marksEveryLine: Bool { get }
    /// Whether each line of the conversation has a mark, among others that say nothing of it.
    static var marksTurns: Bool { get }
    /// Whether its ordinary lines could be another's, so that it takes a line that is certain.
    static var needsCertainLine: Bool { get }
    /// How well a line fits, without its line end.
    static func vote(_ line: LineText) -> FormatVote
    /// Whether a line has a mark of the format: whether it fits at all.
    static func hasMark(_ line: LineText) -> Bool
    /// A reader at the beginning of a source.
    init()
    /// Where the text begins in a line that the client sent in message text, if `read` would do nothing but hand it
    /// over, as with nearly all of them; nil for any other. The octets begin with the line, and go on after it.
    ///
    /// Such lines are read at once, without `read`. It may leave the lone dot that ends the text to its caller.
    func startOfText(_ octets: Span<UInt8>) -> Int?
    /// Reads the next line.
    mutating func read(_ line: SourceLine, into sink: inout ConversationSink)
    /// The source is at its end.
    mutating func finish(into sink: inout ConversationSink)
}

extension TranscriptFormat {
    package static var marksEveryLine: Bool { false }
    package static var marksTurns: Bool { false }
    package static var needsCertainLine: Bool { false }
    package static func hasMark(_ line: LineText) -> Bool { vote(line) != .none }
    package func startOfText(_ octets: Span<UInt8>) -> Int? { nil }
    package mutating func finish(into sink: inout ConversationSink) {}
}

/// A format that is no text, and is recognised by its first octets; a value of the type reads one source.
package protocol CaptureFormat: Sendable {
    /// What it is.
    static var description: FormatDescription { get }
    /// Whether a source begins so; the first 4,096 octets are given, or all.
    static func recognises(_ start: LineText) -> Bool
    /// A reader at the beginning of a source.
    init()
    /// Reads the next octets, cut anywhere.
    mutating func read(_ octets: LineText, into sink: inout ConversationSink)
    /// The source is at its end.
    mutating func finish(into sink: inout ConversationSink)
}
