import SMTPGrammar
import SMTPScript
import SMTPSession

/// Hides what a client sends to prove who it is.
///
///     AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm     → AUTH PLAIN ****
///     dGFuc3RhYWZ0YW5zdGFhZg==                    → ****
///
/// What the machine expects decides what a line is. Behind an AUTH command in the same write that is
/// not known yet, and behind one that was refused the client may go on as if it was not: there every
/// line is hidden but those that begin with a verb.
public enum SecretMask {
    /// What stands for a secret.
    static let mask = Array("****".utf8)

    /// A write as it may be shown.
    ///
    /// - Parameter write: the client's octets
    /// - Returns: the octets with secrets replaced by `****`
    public static func masked(_ write: ClientWrite) -> [UInt8] {
        var exchange = SecretExchange()
        return replacing(write, &exchange) { _ in mask }
    }

    /// One line as it may be shown.
    ///
    /// - Parameters:
    ///   - line: the line without its line end
    ///   - expectation: what the machine expects before it
    ///   - isBehindAuthentication: whether an AUTH command came, and no command since
    /// - Returns: the line with secrets replaced by `****`
    public static func masked(
        line: [UInt8], expectation: Expectation = .command, isBehindAuthentication: Bool
    ) -> [UInt8] {
        guard let secret = secret(in: line, expectation, isBehindAuthentication) else {
            return line
        }
        return Array(line[..<secret.lowerBound] + mask + line[secret.upperBound...])
    }

    /// A refused line as it may be shown, and where its fault is in that.
    static func masked(
        line: [UInt8], _ fault: SyntaxError, isBehindAuthentication: Bool
    ) -> (line: [UInt8], fault: SyntaxError) {
        guard let secret = secret(in: line, .command, isBehindAuthentication) else {
            return (line, fault)
        }
        let isBehind = fault.offset >= secret.upperBound
        let offset =
            isBehind
            ? fault.offset + mask.count - secret.count : min(fault.offset, secret.lowerBound)
        let shown = line[..<secret.lowerBound] + mask + line[secret.upperBound...]
        return (Array(shown), SyntaxError(at: offset, fault.problem))
    }

    private static func secret(
        in line: [UInt8], _ expectation: Expectation, _ isBehindAuthentication: Bool
    ) -> Range<Int>? {
        let write = ClientWrite(
            bytes: line, expectation: expectation, isBehindAuthentication: isBehindAuthentication)
        var reader = SecretReader(write, SecretExchange())
        return reader.secret(in: line, isWhole: true)
    }

    /// Whether an AUTH command came that may be refused, and no command since.
    ///
    /// - Parameter write: the client's last octets
    /// - Returns: whether what comes next may be a secret
    static func isBehindAuthentication(after write: ClientWrite) -> Bool {
        guard mayHoldSecrets(write) else { return false }
        var reader = SecretReader(write, SecretExchange())
        for line in RawLines(write.buffered + write.bytes) {
            _ = reader.secret(in: Array(line.text), isWhole: line.ending != .none)
        }
        return reader.isBehindAuthentication
    }

    /// Whether it is worth while to look at a write line by line.
    private static func mayHoldSecrets(_ write: ClientWrite) -> Bool {
        write.expectation == .authentication || write.isBehindAuthentication
            || holdsAuth(write.buffered + write.bytes)
    }

    /// Whether the letters AUTH stand anywhere in some octets.
    static func holdsAuth(_ octets: [UInt8]) -> Bool {
        // U is the rarest of the letters.
        var rest = octets.dropFirst()
        while let place = rest.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "u") }) {
            let word = octets[(place - 1)...].prefix(4)
            if word.map(ASCII.uppercased) == Array("AUTH".utf8) { return true }
            rest = octets[(place + 1)...]
        }
        return false
    }

    /// Whether a write holds secrets.
    static func isNeeded(_ write: ClientWrite) -> Bool { !secrets(in: write).isEmpty }

    /// The secrets of a write, in order.
    static func secrets(in write: ClientWrite) -> [FoundSecret] {
        var exchange = SecretExchange()
        var found: [FoundSecret] = []
        _ = replacing(write, &exchange) { secret in
            found.append(secret)
            return []
        }
        return found
    }

    /// A write with each secret replaced; moves on how far the SASL exchange has come.
    ///
    /// - Parameters:
    ///   - write: the client's octets
    ///   - exchange: how far the exchange has come
    ///   - owed: from where on octets of the unfinished line before were left out, for they seemed to
    ///     begin a secret; now they are in it
    ///   - replacement: what to put in the place of a secret
    /// - Returns: the octets
    static func replacing(
        _ write: ClientWrite, _ exchange: inout SecretExchange, owed: Int? = nil,
        with replacement: (FoundSecret) -> [UInt8]
    ) -> [UInt8] {
        guard owed != nil || mayHoldSecrets(write) else { return write.bytes }
        var reader = SecretReader(write, exchange)
        let start = write.buffered.count
        var shown: [UInt8] = []
        shown.reserveCapacity(write.bytes.count)
        var position = 0
        for line in RawLines(write.buffered + write.bytes) {
            let octets = Array(line.text) + Array(line.ending.rawValue.utf8)
            let isWhole = line.ending != .none
            let seen = max(0, start - position)
            let new = min(seen, owed ?? seen)
            position += octets.count
            let range = reader.secret(in: Array(line.text), isWhole: isWhole)
            guard seen < octets.count else { continue }
            guard let range, range.upperBound > new else {
                shown += octets[new...]
                continue
            }
            let found = FoundSecret(
                octets: Array(octets[range]), exchange: reader.exchange, isWhole: isWhole,
                offset: range.lowerBound, isContinued: new > range.lowerBound)
            if new < range.lowerBound { shown += octets[new..<range.lowerBound] }
            shown += replacement(found)
            shown += octets[range.upperBound...]
        }
        exchange = reader.exchange
        return shown
    }
}

/// How far the SASL exchange has come, as the client's lines tell.
struct SecretExchange {
    /// The mechanism of the last AUTH command; nil before one.
    var mechanism: String?
    /// How many responses came behind it.
    var responses = 0
}

/// Octets that are to be hidden.
struct FoundSecret {
    /// All of them, those among them that came in an earlier write.
    let octets: [UInt8]
    /// The exchange, this response counted.
    let exchange: SecretExchange
    /// Whether the line ends in this write.
    let isWhole: Bool
    /// Where in its line it begins.
    let offset: Int
    /// Whether it began in an earlier write.
    let isContinued: Bool
}
