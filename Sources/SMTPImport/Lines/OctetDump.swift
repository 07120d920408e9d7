import SMTPGrammar

/// Octets that a program shows in hexadecimal, line by line.
///
///     0000: 45 48 4C 4F  20 63 6C 69  ...   EHLO client
package struct OctetDump {
    private var octets: [UInt8] = []
    /// Where it began.
    package private(set) var line = 1

    package init() {}

    /// The offset that a line of a dump begins with, in digits before a colon.
    package static func offset(_ text: LineText) -> Int? {
        guard let end = text.prefix(12).firstIndex(of: ASCII.colon), end - text.startIndex >= 4
        else {
            return nil
        }
        return text[..<end].hexNumber
    }

    /// The octets of a line: at most so many pairs of digits after its offset.
    package static func octets(_ text: LineText, most: Int = 16) -> [UInt8]? {
        guard let colon = text.prefix(12).firstIndex(of: ASCII.colon) else { return nil }
        var octets: [UInt8] = []
        var rest = text[(colon + 1)...]
        while octets.count < most {
            let blanks = rest.prefix { $0 == ASCII.space }.count
            // The text beside the octets stands apart from them.
            guard blanks > 0, blanks <= 2 else { break }
            let pair = rest.dropFirst(blanks).prefix(2)
            guard pair.count == 2, let value = pair.hexNumber else { break }
            let after = rest.dropFirst(blanks + 2)
            guard after.first.map({ $0 == ASCII.space }) ?? true else { break }
            octets.append(UInt8(value))
            rest = after
        }
        return octets.isEmpty ? nil : octets
    }

    package mutating func append(_ text: LineText, at number: Int) {
        if octets.isEmpty { line = number }
        octets += OctetDump.octets(text) ?? []
    }

    /// The octets, which are not kept.
    package mutating func take() -> [UInt8] {
        defer { octets = [] }
        return octets
    }
}
