import SMTPGrammar
import SMTPSession

/// Hides what a client sends to prove who it is.
///
///     AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm     → AUTH PLAIN ****
///     dGFuc3RhYWZ0YW5zdGFhZg==                    → ****
///
/// What the machine expects decides what a line is. Behind an AUTH command in the same write that is
/// not known yet, so there every line is hidden but those that begin with a verb.
public enum SecretMask {
    /// What stands for a secret.
    static let mask = Array("****".utf8)

    /// A write as it may be shown.
    ///
    /// - Parameter write: the client's octets
    /// - Returns: the octets with secrets replaced by `****`
    public static func masked(_ write: ClientWrite) -> [UInt8] {
        replacing(write) { _, _ in mask }
    }

    /// One line as it may be shown.
    ///
    /// - Parameters:
    ///   - line: the line without its line end
    ///   - expectation: what the machine expects before it
    /// - Returns: the line with secrets replaced by `****`
    public static func masked(line: [UInt8], expectation: Expectation) -> [UInt8] {
        masked(ClientWrite(bytes: line, expectation: expectation))
    }

    /// Whether a write holds secrets.
    static func isNeeded(_ write: ClientWrite) -> Bool {
        var isFound = false
        _ = replacing(write) { _, _ in
            isFound = true
            return []
        }
        return isFound
    }

    /// A write with each secret replaced; the mechanism's name is given with it where the line tells.
    static func replacing(
        _ write: ClientWrite, with replacement: (_ secret: [UInt8], _ mechanism: String?) -> [UInt8]
    ) -> [UInt8] {
        var reader = SecretReader(write)
        let octets = write.buffered + write.bytes
        let start = write.buffered.count
        var shown: [UInt8] = []
        shown.reserveCapacity(write.bytes.count)
        var position = 0
        for line in RawLines(octets) {
            let end = position + line.text.count
            let whole = end + line.ending.rawValue.utf8.count
            let found = reader.secret(in: line.text, isWhole: line.ending != .none)
            let secret = found.map { position + $0.lowerBound..<position + $0.upperBound }
            if whole > start {
                let from = max(position, start)
                if let secret, secret.upperBound > from, !secret.isEmpty {
                    shown += octets[from..<max(from, secret.lowerBound)]
                    let hidden = octets[max(from, secret.lowerBound)..<secret.upperBound]
                    shown += replacement(Array(hidden), reader.mechanism)
                    shown += octets[secret.upperBound..<whole]
                } else {
                    shown += octets[from..<whole]
                }
            }
            position = whole
        }
        return shown
    }
}

/// Tells line by line which octets are secret.
private struct SecretReader {
    private enum Context { case command, behindAuthentication, authentication, content }

    private var context: Context
    /// The mechanism of the last AUTH command; nil before one.
    private(set) var mechanism: String?

    init(_ write: ClientWrite) {
        switch write.expectation {
        case .connection, .command, .handshake, .nothing: context = .command
        case .content: context = .content
        case .authentication:
            context = write.isQuestionOpen ? .behindAuthentication : .authentication
        }
    }

    /// The secret part of a line, as offsets in it.
    mutating func secret(in line: ArraySlice<UInt8>, isWhole: Bool) -> Range<Int>? {
        switch context {
        case .content:
            if line.elementsEqual([ASCII.dot]) { context = .command }
            return nil
        case .command: return secretOfCommand(line)
        case .behindAuthentication:
            guard SecretReader.verb(of: line) == nil else { return secretOfCommand(line) }
            return wholeLine(line)
        case .authentication:
            if isWhole { context = .behindAuthentication }
            return wholeLine(line)
        }
    }

    private func wholeLine(_ line: ArraySlice<UInt8>) -> Range<Int>? {
        line.isEmpty || line.elementsEqual([UInt8(ascii: "*")]) ? nil : 0..<line.count
    }

    private mutating func secretOfCommand(_ line: ArraySlice<UInt8>) -> Range<Int>? {
        guard SecretReader.verb(of: line) == .auth else {
            context = .command
            return nil
        }
        context = .behindAuthentication
        let blank: (UInt8) -> Bool = { $0 == ASCII.space || $0 == ASCII.tab }
        let words = line.dropFirst(4).drop(while: blank)
        let name = words.prefix { !blank($0) }
        mechanism = String(decoding: name.map(ASCII.uppercased), as: UTF8.self)
        let response = words[name.endIndex...].drop(while: blank)
        guard !response.isEmpty, !response.elementsEqual([ASCII.equals]) else { return nil }
        return response.startIndex - line.startIndex..<line.count
    }

    private static func verb(of line: ArraySlice<UInt8>) -> Verb? {
        let word = line.prefix { $0 != ASCII.space && $0 != ASCII.tab }
        return Verb(String(decoding: word.prefix(16), as: UTF8.self))
    }
}
