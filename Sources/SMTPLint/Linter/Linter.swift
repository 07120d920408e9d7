import SMTPDriver
import SMTPGrammar
import SMTPSession

// How lint works
//
// The machine says nearly all: what departs from the standard it notes, or refuses, by a rule of the catalogue, and
// `LintRule` says which of these are the client's fault, and how bad. Who drives the machine hands over what happens,
// as events or as the machine's outputs; `line` says where in the source that is. What needs memory over the session
// (`Linter+Commands`, `Linter+Replies`) stands on the same: readings say what the client sent, replies what it knew.
//
// A client is judged by what it could know: the replies to earlier writes. `ClientMemory` keeps that.

/// Finds what a client did wrong or unwisely in a session.
///
///     var linter = Linter()
///     for event in events { linter.observe(event) }
///     linter.findings
///
/// The machine has to report readings. Memory is bounded, however long the session.
public struct Linter: Sendable {
    /// What was found so far, in order.
    public private(set) var findings: [LintFinding] = []
    /// The line of the source, or the number of the step, that the next events belong to.
    public var line = 0
    /// Whether it looks at a session, and not at a recording: it is known if TLS is active, and not known which
    /// replies the client had read.
    let isLive: Bool

    var memory = ClientMemory()
    var stuffing = StuffingWatch()
    /// What was read last.
    var reading: Reading?
    /// What is answered now.
    var subject = Subject.connection
    /// Whether all of the message's text is there.
    var isTextKnown = true
    /// Where in the source each reading of message text came from.
    var textLines: [Int] = []
    /// Where the last reading came from.
    private var readingLine = 0
    /// The rules that were found on the last reading.
    private var found: [Rule] = []
    private var readings = 0
    /// The reading that the last finding belongs to.
    private var lastFound = 0

    /// What a reply answers.
    enum Subject: Sendable {
        case connection, hello, extendedHello, mail, recipient, data, text, authentication
        case tls, quit, other
    }

    /// A linter that knows nothing yet.
    ///
    /// - Parameter isLive: whether it looks at a session, and not at a recording
    public init(isLive: Bool = true) { self.isLive = isLive }

    /// The findings so far, which are the caller's from then on.
    public mutating func takeFindings() -> [LintFinding] {
        defer { findings = [] }
        return findings
    }

    /// Another connection begins, perhaps inside TLS.
    public mutating func beginConnection(isSecured: Bool = false) {
        memory = ClientMemory()
        memory.isSecured = isSecured
        subject = .connection
        stuffing = StuffingWatch()
        textLines.removeAll(keepingCapacity: true)
        isTextKnown = true
        endReading()
    }

    /// Octets of the client, which came at once, are about to be handed to the machine.
    public mutating func beginWrite() { memory.beginGroup() }

    /// The TLS handshake is done.
    public mutating func secure() {
        memory.isSecured = true
        memory.offer = nil
        memory.standing += 1
    }

    /// What follows answers none of the client's lines.
    mutating func endReading() {
        reading = nil
        readingLine = 0
        found.removeAll(keepingCapacity: true)
    }

    mutating func begin(_ reading: Reading) {
        self.reading = reading
        readingLine = line
        if !found.isEmpty { found.removeAll(keepingCapacity: true) }
        readings += 1
    }
}

extension Linter {
    /// At most so many findings by one rule are kept; more are counted.
    static let mostOfARule = 10

    /// Lines that go wrong together are one finding.
    private static let runs: RuleSet = [
        .unknownCommand, .emptyCommand, .serverReply, .textAfterData, .textAfterDot,
        .chunkAsCommands, .unauthorizedPipelining, .notLastInGroup, .goesOnAfter421, .helloFirst,
        .refusedConnection, .noMailHost, .tlsRequired, .authenticationRequired, .wrappedBase64,
        .localHelloFirst, .onlyForRelay,
    ]

    /// Whether a rule was found on the line that was read last.
    func hasFound(_ rule: Rule) -> Bool { found.contains(rule) }

    /// Adds a finding, unless the client is excused, or it was told already.
    mutating func find(
        _ rule: Rule, _ level: LintLevel? = nil, at offset: Int? = nil, detail: String = ""
    ) {
        guard let known = LintRule.of(rule), !isExcused(known) else { return }
        guard !hasFound(rule), !known.isGeneral || found.isEmpty else { return }
        let level = level ?? known.level
        let isFirst = found.isEmpty
        found.append(rule)
        guard !isFirst || !continues(rule) else { return }
        guard !isOneTooMany(rule) else { return }
        let shown = shownReading(offset)
        lastFound = readings
        findings.append(
            LintFinding(
                rule, level, line: reading == nil ? line : readingLine, octets: shown.line,
                offset: shown.offset, detail: detail))
    }

    /// Adds a finding about a line of message text.
    mutating func find(_ rule: Rule, inText place: TextPlace, isWithOctet: Bool = true) {
        let count = findings.count
        find(rule, detail: Linter.words(place, isWithOctet: isWithOctet))
        guard findings.count > count else { return }
        if textLines.count > 1, place.line <= textLines.count {
            findings[count].line = textLines[place.line - 1]
        } else if let first = textLines.first {
            findings[count].line = first
        }
        guard textLines.count == 1, let text = reading?.octets else { return }
        let lines = text.split(
            separator: ASCII.lineFeed, maxSplits: place.line, omittingEmptySubsequences: false)
        guard lines.count >= place.line else { return }
        let line = lines[place.line - 1]
        findings[count].octets = Array(line.last == ASCII.carriageReturn ? line.dropLast() : line)
        findings[count].octets.removeSubrange(min(1000, findings[count].octets.count)...)
        findings[count].offset = place.octet - 1 < 1000 ? place.octet - 1 : nil
    }

    private static func words(_ place: TextPlace, isWithOctet: Bool) -> String {
        let octet = isWithOctet ? ", octet \(place.octet)," : ""
        let more = place.count > 1 ? ", the first of \(place.count)" : ""
        let length = place.length.map { ", which has \($0) octets" } ?? ""
        return "line \(place.line)\(octet) of the text\(length)\(more)"
    }

    private func isExcused(_ known: LintRule) -> Bool {
        switch known.excuse {
        case .none: false
        case .inGroup: memory.refusalGroup >= 0 && !memory.knows(memory.refusalGroup)
        }
    }

    /// Counts what goes on from the finding on the line before.
    private mutating func continues(_ rule: Rule) -> Bool {
        guard Linter.runs.contains(rule), readings - lastFound <= 1, findings.last?.rule == rule
        else { return false }
        findings[findings.count - 1].count += 1
        lastFound = readings
        return true
    }

    /// Counts what is one too many of its rule.
    private mutating func isOneTooMany(_ rule: Rule) -> Bool {
        guard findings.count >= Linter.mostOfARule,
            findings.count(where: { $0.rule == rule }) >= Linter.mostOfARule,
            let index = findings.lastIndex(where: { $0.rule == rule })
        else { return false }
        findings[index].count += 1
        return true
    }

    /// The line that was read last, as it may be shown; nothing of message text.
    private func shownReading(_ offset: Int?) -> (line: [UInt8], offset: Int?) {
        guard let reading, !reading.kind.isText else { return ([], nil) }
        guard reading.octets.count <= Linter.longestLine else {
            let head = Reading(
                reading.kind, Array(reading.octets.prefix(Linter.longestLine)), isPartial: true,
                secret: reading.secret.flatMap {
                    let range = $0.range.clamped(to: 0..<Linter.longestLine)
                    return range.isEmpty ? nil : Reading.Secret(range)
                })
            return (head.maskedLine, offset.flatMap { $0 < Linter.longestLine ? $0 : nil })
        }
        let masked = reading.masked(offset: offset ?? 0)
        return (masked.line, offset == nil ? nil : masked.offset)
    }

    /// Octets of a line that a finding keeps.
    private static let longestLine = 4_096
}
