/// The beginning of a source, kept until it is clear what it is.
///
/// Prose may precede what was said, as in an RFC: the sample moves on then.
struct SourceSample {
    /// As many octets are enough.
    private static let mostOctets = 1 << 20

    /// So many octets say whether it is a capture, or a mail: these are looked at first.
    static let startLength = 4_096

    private var startOctets: [UInt8] = []
    private(set) var isAtStart = true
    private var lines: [SourceLine] = []
    private var size = 0

    /// The first octets, once there are enough for the mark of a capture.
    mutating func start(with octets: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard startOctets.isEmpty, octets.count >= SourceSample.startLength else {
            startOctets += octets
            return startOctets.count >= SourceSample.startLength ? takeStart() : nil
        }
        isAtStart = false
        return octets
    }

    mutating func takeStart() -> ArraySlice<UInt8> {
        defer { startOctets = [] }
        isAtStart = false
        return startOctets[...]
    }

    mutating func append(_ line: SourceLine) {
        lines.append(line)
        size += line.octets.count
    }

    var isEnough: Bool {
        lines.count >= FormatElection.mostLines || size >= SourceSample.mostOctets
    }

    /// Lines in which what was said has to begin.
    private static let mostLinesBefore = 40_000
    /// So many lines of a sample are looked at again with the next ones.
    private static let overlap = 100

    /// Moves on after lines in no known format, if what was said may still begin; whether it did.
    mutating func moveOn() -> Bool {
        guard let last = lines.last, last.number < SourceSample.mostLinesBefore else {
            return false
        }
        lines.removeFirst(max(0, lines.count - SourceSample.overlap))
        size = lines.reduce(0) { $0 + $1.octets.count }
        if size >= SourceSample.mostOctets { (lines, size) = ([], 0) }
        return true
    }

    mutating func takeLines() -> [SourceLine] {
        defer { lines = [] }
        return lines
    }

    /// What the lines are, and a reader for them.
    func recognise(wanted: String?) -> (
        recognition: TranscriptReader.Recognition, reading: LineReading?
    ) {
        let wrapping = SourceWrapping(lines.map(\.octets))
        let texts = lines.map { WebText.plainBlanks(wrapping.plain($0.octets)) }
        // What prose precedes is no script.
        if wanted == nil, lines.first?.number == 1, OwnFormat.isOwn(texts) { return (.own, nil) }
        let formats = KnownFormats.lines.filter { wanted == nil || $0.description.word == wanted }
        let quote = QuoteMark(texts)
        let unquoted = quote.flatMap { quote in
            SourceSample.elect(texts.map(quote.stripped), formats, isWanted: false)
        }
        guard
            let found = unquoted ?? SourceSample.elect(texts, formats, isWanted: wanted != nil)
        else {
            return (.none, nil)
        }
        let hasOtherBlanks = lines.contains { $0.octets.prefix(400).has("\u{A0}") }
        var reading = LineReading(
            found.result, unescapes: found.unescapes, hasOtherBlanks: hasOtherBlanks,
            quote: unquoted == nil ? nil : quote, wrapping: wrapping)
        reading.findFolds(lines)
        reading.keepKeysThatFit(lines)
        let description = found.result.format.description
        return (.format(description, percentage: found.result.percentage), reading)
    }

    private static func elect(
        _ lines: [LineText], _ formats: [any TranscriptFormat.Type], isWanted: Bool
    ) -> (result: FormatElection.Result, unescapes: Bool)? {
        let plain = FormatElection(lines).winner(among: formats)
        if lines.contains(where: WebText.hasEntities) {
            let unescaped = FormatElection(lines.map { WebText.unescaped($0) })
            let other = unescaped.winner(among: formats)
            if let other, other.directions >= (plain?.directions ?? 0) { return (other, true) }
        }
        if let plain { return (plain, lines.contains(where: WebText.hasEntities)) }
        guard isWanted, let format = formats.first else { return nil }
        return (FormatElection.Result(format: format, percentage: 0), false)
    }
}
