import SMTPGrammar
import SMTPSession

/// Finds the line of the client that a reply refuses, so that a caret can be put under its fault.
///
/// A reply tells where in its line the fault is, but not which line of many in one write. The verb
/// question before it tells the line, but for those that no verb was read from.
public struct FaultTrail: Sendable {
    private let octets: [UInt8]
    /// Whether a bare LF ends a line, by a tolerance.
    private let endsAtLineFeed: Bool
    private let isBehindAuthentication: Bool
    private lazy var mayHoldSecrets = isBehindAuthentication || SecretMask.holdsAuth(octets)
    private var position = 0
    private var command: CommandText?

    /// How far a line is looked for; beyond, what the question tells is shown.
    private static let reach = 1 << 16

    /// A trail at the beginning of a write.
    ///
    /// - Parameters:
    ///   - write: the client's octets, and what waited to be read before them
    ///   - endsAtLineFeed: whether a bare LF ends a line, by a tolerance
    public init(_ write: ClientWrite, endsAtLineFeed: Bool) {
        octets = write.buffered.isEmpty ? write.bytes : write.buffered + write.bytes
        isBehindAuthentication = write.isBehindAuthentication
        self.endsAtLineFeed = endsAtLineFeed
    }

    /// Takes notice of a question that was decided.
    ///
    /// - Parameter question: what the machine asked
    public mutating func asked(_ question: Question) {
        guard case .verb(let command) = question else { return }
        self.command = command
    }

    /// A question as it may be shown.
    ///
    /// - Parameter question: what the machine asked
    /// - Returns: the question, a secret in the place of a verb masked
    public mutating func shown(_ question: Question) -> Question {
        switch question {
        case .verb, .unknown: question.masked(isBehindAuthentication: mayHoldSecrets)
        case .connect, .hello, .capabilities, .sender, .recipient, .data, .message, .authenticate,
            .startTLS, .verify, .expand:
            question
        }
    }

    /// Takes notice of a reply, behind which another command begins.
    public mutating func replied() { command = nil }

    /// The line that holds a fault, as it may be shown.
    ///
    /// - Parameter fault: what the reply tells
    /// - Returns: the line without its line end, empty if it cannot be told, and the fault in it
    public mutating func event(of fault: SyntaxError) -> Event {
        let shown = SecretMask.masked(
            line: line(of: fault), fault, isBehindAuthentication: mayHoldSecrets)
        return .fault(line: shown.line, shown.fault)
    }

    private mutating func line(of fault: SyntaxError) -> [UInt8] {
        guard let command else {
            return find { FaultTrail.isFirstForbidden($0, fault.offset) } ?? []
        }
        let separator: [UInt8] = command.argument.isEmpty ? [] : [ASCII.space]
        let wanted = Array(command.verb.utf8) + separator + command.argument
        return find { FaultTrail.isSame($0, wanted, verb: command.verb.utf8.count) } ?? wanted
    }

    private mutating func find(_ isWanted: (ArraySlice<UInt8>) -> Bool) -> [UInt8]? {
        let end = min(octets.count, position + FaultTrail.reach)
        var start = position
        while start < end {
            let lineFeed = endOfLine(from: start)
            let hasReturn = lineFeed > start && octets[lineFeed - 1] == ASCII.carriageReturn
            let line = octets[start..<(hasReturn ? lineFeed - 1 : lineFeed)]
            start = lineFeed + 1
            guard isWanted(line) else { continue }
            position = min(start, octets.count)
            return Array(line)
        }
        return nil
    }

    /// The line feed that ends a line, or the end of all.
    private func endOfLine(from start: Int) -> Int {
        var from = start
        while let lineFeed = octets[from...].firstIndex(of: ASCII.lineFeed) {
            if endsAtLineFeed || (lineFeed > start && octets[lineFeed - 1] == ASCII.carriageReturn)
            {
                return lineFeed
            }
            from = lineFeed + 1
        }
        return octets.count
    }

    private static func isFirstForbidden(_ line: ArraySlice<UInt8>, _ offset: Int) -> Bool {
        guard offset >= 0, line.count > offset else { return false }
        let place = line.startIndex + offset
        return isForbidden(line[place]) && !line[..<place].contains(where: isForbidden)
    }

    private static func isForbidden(_ octet: UInt8) -> Bool {
        octet >= ASCII.delete || (octet < ASCII.space && octet != ASCII.tab)
    }

    private static func isSame(_ line: ArraySlice<UInt8>, _ wanted: [UInt8], verb: Int) -> Bool {
        guard line.count >= wanted.count else { return false }
        let trailing = line.dropFirst(wanted.count)
        guard trailing.allSatisfy({ $0 == ASCII.space || $0 == ASCII.tab }) else { return false }
        return line.prefix(verb).map(ASCII.uppercased) == Array(wanted.prefix(verb))
            && line.dropFirst(verb).prefix(wanted.count - verb) == wanted.dropFirst(verb)
    }
}
