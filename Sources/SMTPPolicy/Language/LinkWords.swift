import OctetText
import SMTPSession

// link usual
// link [pieces N] [pause D] [rate N] [cut N] [half-close] [handshake fails|stalls], in any order, one at least.

/// The words after an action that say what the link is like from then on.
///
///     link pieces 1 pause 20ms
package enum LinkWord: String, CaseIterable, Sendable {
    case usual, pieces, pause, rate, cut
    case halfClose = "half-close"
    case handshake

    /// The word that begins them.
    package static let keyword = "link"

    /// What it does, in one sentence.
    package var summary: String {
        switch self {
        case .usual: "No faults any more."
        case .pieces: "The server writes at most so many octets at once."
        case .pause: "The server waits so long after each piece."
        case .rate: "So many octets a second come through, each way."
        case .cut: "The connection is cut after so many octets of the client; 0: after the reply."
        case .halfClose: "The server closes its side after the reply, and still reads."
        case .handshake: "The next TLS handshake fails or stalls."
        }
    }

    /// What follows the word.
    package var syntax: String {
        switch self {
        case .usual, .halfClose: ""
        case .pieces, .rate, .cut: "N"
        case .pause: "20ms"
        case .handshake: "fails|stalls"
        }
    }
}

extension LinkConditions {
    /// The conditions as written after an action: `link pieces 1 pause 20ms`.
    package var text: String {
        let words: [String?] = [
            pieces.map { "pieces \($0)" }, pause.map { "pause \(DurationText.print($0))" },
            rate.map { "rate \($0)" }, cut.map { "cut \($0)" }, isHalfClosed ? "half-close" : nil,
            handshake.map { "handshake \($0.rawValue)" },
        ]
        let faults = words.compactMap(\.self)
        return ([LinkWord.keyword] + (faults.isEmpty ? ["usual"] : faults)).joined(separator: " ")
    }
}

extension WordReader {
    /// Reads `link` and its faults, if they are next.
    mutating func nextLink() throws(PolicySyntaxError) -> LinkConditions? {
        guard peekKeyword() == LinkWord.keyword, let link = try next() else { return nil }
        var conditions = LinkConditions()
        var given: [LinkWord] = []
        while !given.contains(.usual), let keyword = peekKeyword(),
            let name = LinkWord(rawValue: keyword), given.isEmpty || name != .usual,
            let word = try next()
        {
            guard !given.contains(name) else {
                throw error("\(keyword) is there twice", at: word.offset)
            }
            given.append(name)
            try read(name, word, into: &conditions)
        }
        guard given.isEmpty else { return conditions }
        let names = LinkWord.allCases.map(\.rawValue)
        let word = try next()
        throw error(
            "link takes what it is like", at: word?.offset ?? link.offset, expected: names,
            suggestion: word.flatMap { nearestName(to: $0.text, among: names) })
    }

    private mutating func read(
        _ name: LinkWord, _ word: Word, into conditions: inout LinkConditions
    ) throws(PolicySyntaxError) {
        switch name {
        case .usual: break
        case .pieces: conditions.pieces = UInt32(try nextNumber(1...65_535, after: word))
        case .rate:
            conditions.rate = UInt32(
                try nextNumber(1...UInt64(LinkConditions.highestRate), after: word))
        case .cut: conditions.cut = try nextNumber(0...LinkConditions.longestCut, after: word)
        case .pause:
            guard let next = try next(), let pause = DurationText.parse(next.text) else {
                throw error("pause takes a duration: 20ms, 1s", at: word.offset)
            }
            conditions.pause = pause
        case .halfClose: conditions.isHalfClosed = true
        case .handshake: conditions.handshake = try nextHandshake(after: word)
        }
    }

    private mutating func nextHandshake(
        after word: Word
    ) throws(PolicySyntaxError) -> LinkConditions.Handshake {
        let names = LinkConditions.Handshake.allCases.map(\.rawValue)
        let next = try next()
        guard let keyword = next?.keyword,
            let handshake = LinkConditions.Handshake(rawValue: keyword)
        else {
            throw error(
                "handshake takes what becomes of it", at: next?.offset ?? word.offset,
                expected: names)
        }
        return handshake
    }

    private mutating func nextNumber(
        _ range: ClosedRange<UInt64>, after word: Word
    ) throws(PolicySyntaxError) -> UInt64 {
        guard let next = try next(), !next.isQuoted, let number = UInt64(next.text),
            range.contains(number)
        else {
            throw error(
                "\(word.text) takes a number, \(range.lowerBound) to \(range.upperBound)",
                at: word.offset)
        }
        return number
    }
}
