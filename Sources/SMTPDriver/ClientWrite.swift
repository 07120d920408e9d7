import SMTPGrammar
import SMTPSession

/// What a client sent at once, in the parts that the machine read.
public struct ClientWrite: Sendable {
    /// The part of a reading that came in a write.
    public struct Part: Hashable, Sendable {
        /// What was read, as far as it was known then; its beginning may have come in an earlier write.
        public var reading: Reading
        /// Which of its octets came in this write.
        public var range: Range<Int>
        /// Where it begins in the write.
        let offset: Int
        /// Whether the reading ends in this write.
        public var isWhole: Bool

        /// The octets that came in this write.
        public var octets: ArraySlice<UInt8> { reading.octets[range] }
    }

    /// Nearly all writes are readings that begin and end in them, and a session keeps all its writes: so nothing
    /// but the readings is kept of those.
    private enum Form: Sendable {
        case reading(Reading)
        case readings([Reading])
        case parts([Part])
    }

    private var form: Form

    /// The parts, in order.
    public var parts: [Part] {
        switch form {
        case .reading(let reading): ClientWrite.whole([reading])
        case .readings(let readings): ClientWrite.whole(readings)
        case .parts(let parts): parts
        }
    }

    private static func whole(_ readings: [Reading]) -> [Part] {
        var parts: [Part] = []
        parts.reserveCapacity(readings.count)
        for reading in readings { parts.append(reading, 0..<reading.octets.count, isWhole: true) }
        return parts
    }

    /// The octets, as they are.
    public var bytes: [UInt8] {
        if case .reading(let reading) = form { return reading.octets }
        return parts.flatMap(\.octets)
    }

    /// How many octets there are.
    var count: Int {
        switch form {
        case .reading(let reading): reading.octets.count
        case .readings(let readings): readings.reduce(0) { $0 + $1.octets.count }
        case .parts(let parts): parts.reduce(0) { $0 + $1.range.count }
        }
    }

    /// Whether all of it is message text, read as such at once.
    package var isText: Bool { parts.allSatisfy { $0.reading.kind.isText } }

    /// Nothing yet.
    init() { form = .readings([]) }

    private init(_ parts: [Part]) { form = .parts(parts) }

    /// What was read of octets, of which `buffered` waited before, and how what waits would be read.
    package init(_ readings: [Reading], unread: [Reading] = [], buffered: Int) {
        guard buffered > 0 || !unread.isEmpty else {
            form = readings.count == 1 ? .reading(readings[0]) : .readings(readings)
            return
        }
        var before = buffered
        var parts: [Part] = []
        parts.reserveCapacity(readings.count + unread.count)
        for reading in readings { parts.append(reading, isWhole: true, &before) }
        for reading in unread { parts.append(reading, isWhole: !reading.isPartial, &before) }
        form = .parts(parts)
    }

    /// Adds octets that no machine took, because the connection was closed meanwhile.
    mutating func add(unheard octets: ArraySlice<UInt8>) {
        guard !octets.isEmpty else { return }
        let reading = Reading(.dropped, Array(octets), secret: CredentialWatch.whole(octets))
        var parts = parts
        parts.append(reading, 0..<octets.count, isWhole: true)
        form = .parts(parts)
    }
}

extension ClientWrite: Hashable {
    /// Whether both have the same parts.
    public static func == (left: ClientWrite, right: ClientWrite) -> Bool {
        left.parts == right.parts
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(parts) }
}

extension [ClientWrite.Part] {
    /// Adds a reading without those of its octets that came before.
    fileprivate mutating func append(_ reading: Reading, isWhole: Bool, _ before: inout Int) {
        let count = reading.octets.count
        let seen = Swift.min(before, count)
        before -= seen
        append(reading, seen..<count, isWhole: isWhole)
    }

    fileprivate mutating func append(_ reading: Reading, _ range: Range<Int>, isWhole: Bool) {
        guard !range.isEmpty else { return }
        let offset = last.map { $0.offset + $0.range.count } ?? 0
        append(Element(reading: reading, range: range, offset: offset, isWhole: isWhole))
    }

    /// The last part that begins at an offset or before it.
    fileprivate func first(at offset: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        return Swift.max(0, low - 1)
    }

    /// What is at some offsets in the octets.
    fileprivate func cut(to range: Range<Int>) -> [ClientWrite.Part] {
        var cut: [ClientWrite.Part] = []
        for part in self[first(at: range.lowerBound)...] {
            guard part.offset < range.upperBound else { break }
            let start = part.range.lowerBound + Swift.max(0, range.lowerBound - part.offset)
            let end =
                part.range.lowerBound + Swift.min(part.range.count, range.upperBound - part.offset)
            cut.append(
                part.reading, start..<end, isWhole: part.isWhole && end == part.range.upperBound)
        }
        return cut
    }
}

extension ClientWrite {
    /// What stands for a secret.
    package static let mask = Array("****".utf8)

    /// The octets as they may be shown.
    package var masked: [UInt8] { replacing { _ in ClientWrite.mask } }

    /// Whether anything that was read in it is secret, of this write or of one before.
    package var hasSecrets: Bool {
        switch form {
        case .reading(let reading): reading.hasSecret
        case .readings(let readings): readings.contains(where: \.hasSecret)
        case .parts(let parts): parts.contains { $0.reading.hasSecret }
        }
    }

    /// The secrets of this write, in order.
    package var secrets: [FoundSecret] {
        var found: [FoundSecret] = []
        _ = replacing { secret in
            found.append(secret)
            return []
        }
        return found
    }

    /// What of it is at each of some ranges of offsets in its octets.
    package func cut(to ranges: [Range<Int>]) -> [ClientWrite] {
        let parts = parts
        return ranges.map { ClientWrite(parts.cut(to: $0)) }
    }

    /// The octets, each secret replaced; `owed` says from where on octets of the first reading, which
    /// begin a secret, were left out of the write before: now they are in it.
    package func replacing(
        owed: Int? = nil, with replacement: (FoundSecret) -> [UInt8]
    ) -> [UInt8] {
        var shown: [UInt8] = []
        for (index, part) in parts.enumerated() {
            let octets = part.reading.octets
            let new = min(part.range.lowerBound, index == 0 ? owed ?? .max : .max)
            let end = part.range.upperBound
            guard let secret = part.reading.secret, secret.range.upperBound > new,
                secret.range.lowerBound < end
            else {
                shown += octets[new..<end]
                continue
            }
            if new < secret.range.lowerBound { shown += octets[new..<secret.range.lowerBound] }
            shown += replacement(FoundSecret(part, from: new, secret))
            shown += octets[min(end, secret.range.upperBound)..<end]
        }
        return shown
    }
}

/// Octets that are to be hidden.
package struct FoundSecret {
    /// All of them, those among them that came in an earlier write.
    package let octets: [UInt8]
    /// The mechanism, and how many responses came before.
    package let secret: Reading.Secret
    /// Whether the line ends in this write.
    package let isWhole: Bool
    /// Whether it is a part of a line that is too long to be kept.
    package let isFragment: Bool
    /// Whether it began in an earlier write.
    package let isContinued: Bool

    fileprivate init(_ part: ClientWrite.Part, from new: Int, _ secret: Reading.Secret) {
        octets = Array(part.reading.octets[secret.range])
        self.secret = secret
        isWhole = part.isWhole
        isFragment = part.isWhole && part.reading.isPartial
        isContinued = new > secret.range.lowerBound
    }
}

extension FoundSecret {
    /// The secret of a reading that came as a whole; nil if it has none, or goes on.
    package init?(_ reading: Reading) {
        guard let secret = reading.secret, !reading.isPartial else { return nil }
        octets = Array(reading.octets[secret.range])
        self.secret = secret
        isWhole = true
        isFragment = false
        isContinued = false
    }
}

extension Reading {
    /// The line without its line end as it may be shown, with an offset in it moved along.
    package func masked(offset: Int) -> (line: [UInt8], offset: Int) {
        guard let secret = secret?.range else { return (Array(line), offset) }
        let shown = line[..<secret.lowerBound] + ClientWrite.mask + line[secret.upperBound...]
        let moved =
            offset >= secret.upperBound
            ? offset + ClientWrite.mask.count - secret.count : min(offset, secret.lowerBound)
        return (Array(shown), moved)
    }

    /// The octets as they may be shown.
    package var maskedOctets: [UInt8] {
        guard let secret = secret?.range else { return octets }
        return octets[..<secret.lowerBound] + ClientWrite.mask + octets[secret.upperBound...]
    }

    /// The line without its line end as it may be shown.
    package var maskedLine: [UInt8] { masked(offset: 0).line }

    /// Lines of a reply as they may be shown: some machines repeat what the client sent.
    package func masked(_ lines: [String], with mask: String = "****") -> [String] {
        guard let secret, secret.range.count > 3 else { return lines }
        let text = String(decoding: octets[secret.range], as: UTF8.self)
        return lines.map { $0.replacing(text, with: mask) }
    }

    /// A question as it may be shown: what a client sent as a verb can be its credentials.
    package func masked(_ question: Question) -> Question {
        guard hasSecret else { return question }
        switch question {
        case .verb: return .verb(maskedCommand)
        case .unknown: return .unknown(maskedCommand)
        case .connect, .hello, .capabilities, .sender, .recipient, .data, .message, .authenticate,
            .startTLS, .verify, .expand, .delivery, .queue, .fetch, .reversal, .turned:
            return question
        }
    }

    private var maskedCommand: CommandText {
        let words = maskedLine.split(
            separator: ASCII.space, maxSplits: 1, omittingEmptySubsequences: false)
        let verb = words.first.map { String(decoding: $0.map(ASCII.uppercased), as: UTF8.self) }
        return CommandText(verb: verb ?? "", argument: words.count > 1 ? Array(words[1]) : [])
    }
}
