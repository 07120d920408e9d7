// From the octets of a source to conversations: the encoding is undone, lines are cut, the first of them
// say which format it is, what stands before every line is taken away, and the format reports to the sink who
// said what. Memory is bounded: a conversation is handed over when it is complete.

/// Reads a transcript of another program, as its octets come.
///
///     var reader = TranscriptReader()
///     while let octets = next() { reader.feed(octets); use(reader.takeConversations()) }
///     reader.finish()
///     use(reader.takeConversations())
public struct TranscriptReader {
    /// What a source was taken for.
    public enum Recognition: Hashable, Sendable {
        /// There was not enough of it yet.
        case undecided
        /// It is a script of ours, or our events.
        case own
        /// It is in no format that is known.
        case none
        /// It is in a format; so many of the lines that were looked at fit it, from 0 to 100.
        case format(FormatDescription, percentage: Int)
    }

    /// What the source was taken for, by now.
    public private(set) var recognition = Recognition.undecided

    private var encoding = TextEncoding()
    private var cutter = LineCutter()
    private var sample = SourceSample()
    private var lines: LineReading?
    private var capture: CaptureReading?
    private let wanted: String?

    /// A reader at the beginning of a source.
    ///
    /// - Parameter format: The word of the format that it is in; nil to recognise it.
    public init(from format: String? = nil) { wanted = format }

    /// The formats that can be read, in the order in which they are tried.
    public static var formats: [FormatDescription] { KnownFormats.descriptions }

    /// Reads more octets of the source, cut anywhere.
    public mutating func feed(_ octets: ArraySlice<UInt8>) {
        if capture != nil {
            capture?.feed(octets)
        } else if recognition == .undecided, sample.isAtStart {
            begin(octets)
        } else {
            feed(text: octets)
        }
    }

    /// The source is at its end.
    public mutating func finish() {
        if sample.isAtStart { start(with: sample.takeStart()) }
        if capture != nil { return capture?.finish() ?? () }
        cut(encoding.finish())
        if let line = cutter.finish() {
            if recognition == .undecided { sample.append(line) } else { lines?.read(line) }
        }
        if recognition == .undecided { decide(isAtEnd: true) }
        if let line = cutter.cutLine {
            lines?.sink.warnOfSource("a line is too long: its end was not read", line: line)
        }
        lines?.finish()
    }

    /// The conversations that are complete by now; each is given once.
    public mutating func takeConversations() -> [RecordedConversation] {
        capture?.sink.takeCompleted() ?? lines?.takeCompleted() ?? []
    }

    /// What concerns the source as a whole, so far.
    public var warnings: [RecordingWarning] { capture?.sink.warnings ?? lines?.sink.warnings ?? [] }

    /// As many octets are read at once.
    private static let portion = 1 << 16

    /// Reads a whole source.
    ///
    /// - Parameters:
    ///   - octets: The source.
    ///   - format: The word of the format that it is in; nil to recognise it.
    /// - Returns: What it says; nil if it is a script of ours, or in no known format.
    public static func read(_ octets: [UInt8], from format: String? = nil) -> Recording? {
        var reader = TranscriptReader(from: format)
        for start in stride(from: 0, to: octets.count, by: portion) {
            reader.feed(octets[start..<min(start + portion, octets.count)])
            // Nobody reads the rest of what is no transcript.
            guard reader.recognition != .own, reader.recognition != .none else { return nil }
        }
        reader.finish()
        guard case .format(let found, let percentage) = reader.recognition else { return nil }
        var recording = Recording(format: found.word, named: found.name, percentage: percentage)
        recording.conversations = reader.takeConversations()
            .sorted { ($0.turns.first?.line ?? 0) < ($1.turns.first?.line ?? 0) }
        recording.warnings = reader.warnings
        return recording
    }
}

extension TranscriptReader {
    /// Captures are recognised by their first octets, before anything is taken for text.
    private mutating func begin(_ octets: ArraySlice<UInt8>) {
        guard let start = sample.start(with: octets) else { return }
        self.start(with: start)
    }

    private mutating func start(with octets: ArraySlice<UInt8>) {
        let format = KnownFormats.captures.first { format in
            wanted.map { $0 == format.description.word } ?? format.recognises(octets)
        }
        guard let format else { return feed(text: octets) }
        recognition = .format(format.description, percentage: 100)
        capture = CaptureReading(format)
        capture?.feed(octets)
    }

    private mutating func feed(text octets: ArraySlice<UInt8>) {
        switch recognition {
        case .own, .none: break
        case .undecided, .format: cut(encoding.decode(octets))
        }
    }

    private mutating func cut(_ octets: LineText) {
        var start = octets.startIndex
        while recognition == .undecided, let line = cutter.next(in: octets, from: &start) {
            take(line)
        }
        lines?.read(octets, from: &start, cutBy: &cutter)
    }

    private mutating func take(_ line: SourceLine) {
        sample.append(line)
        if sample.isEnough { decide() }
    }

    private mutating func decide(isAtEnd: Bool = false) {
        let found = sample.recognise(wanted: wanted)
        if found.recognition == .none, !isAtEnd, sample.moveOn() { return }
        recognition = found.recognition
        lines = found.reading
        for line in sample.takeLines() { lines?.read(line) }
    }
}
