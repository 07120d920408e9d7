import SMTPGrammar

/// What a reply to EHLO listed, as far as lint looks at it.
struct ClientOffer: Sendable {
    /// The lines after the first, without their codes.
    let lines: [ArraySlice<UInt8>]
    /// RCPTMAX of LIMITS.
    private(set) var mostRecipients = Int.max
    /// MAILMAX of LIMITS.
    private(set) var mostTransactions = Int.max

    /// The offer of a reply from its lines, codes included.
    init(_ reply: some Sequence<[UInt8]>) {
        lines = reply.dropFirst().map { $0.dropFirst(4) }
        for line in lines where ClientOffer.begins(line, "LIMITS") {
            for word in line.split(separator: ASCII.space) { take(word) }
        }
    }

    private mutating func take(_ word: ArraySlice<UInt8>) {
        guard let equals = word.firstIndex(of: ASCII.equals),
            let number = Int(String(decoding: word[(equals + 1)...], as: UTF8.self))
        else { return }
        if ClientOffer.begins(word, "RCPTMAX") { mostRecipients = number }
        if ClientOffer.begins(word, "MAILMAX") { mostTransactions = number }
    }

    /// Whether it listed a keyword, in capitals.
    func lists(_ keyword: StaticString) -> Bool {
        lines.contains { ClientOffer.begins($0, keyword) }
    }

    /// The SASL mechanisms in capitals; nil where it has no line for AUTH.
    var mechanisms: [String]? {
        let found = lines.filter { ClientOffer.begins($0, "AUTH") }
        guard !found.isEmpty else { return nil }
        return found.flatMap { line in
            line.dropFirst(5).split(separator: ASCII.space)
                .map { String(decoding: $0.map(ASCII.uppercased), as: UTF8.self) }
        }
    }

    /// Octets in the message that the server takes at most; nil where it does not say.
    var messageSize: UInt64? {
        guard let line = lines.first(where: { ClientOffer.begins($0, "SIZE") }) else { return nil }
        return UInt64(String(decoding: line.dropFirst(5), as: UTF8.self))
    }

    /// Whether a line's first word is a keyword, in capitals.
    private static func begins(_ line: ArraySlice<UInt8>, _ keyword: StaticString) -> Bool {
        let count = keyword.utf8CodeUnitCount
        guard line.count >= count else { return false }
        let end = line.startIndex + count
        guard end == line.endIndex || line[end] == ASCII.space || line[end] == ASCII.equals else {
            return false
        }
        return keyword.withUTF8Buffer { zip($0, line).allSatisfy { $0 == ASCII.uppercased($1) } }
    }
}
