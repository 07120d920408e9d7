import SMTPGrammar

/// Octets as hexadecimal digits.
enum HexDump {
    /// The octets of a line of a dump: an offset, two blanks, and up to sixteen octets.
    static func line(_ text: LineText) -> [UInt8]? {
        guard text.prefix(8).count == 8, text.prefix(8).allSatisfy({ digit($0) != nil }),
            var rest = text.dropFirst(8).after("  ")
        else { return nil }
        var octets: [UInt8] = []
        while octets.count < 16 {
            // Half of the line, and the text beside the octets, stand after two blanks.
            if octets.count == 8, rest.first == ASCII.space { rest = rest.dropFirst() }
            guard rest.count >= 2, let high = digit(rest[rest.startIndex]),
                let low = digit(rest[rest.startIndex + 1])
            else { break }
            octets.append(high << 4 | low)
            rest = rest.dropFirst(2)
            guard let next = rest.after(" ") else { break }
            rest = next
        }
        return octets.isEmpty ? nil : octets
    }

    /// The octets of a text of digits only.
    static func octets(_ text: LineText) -> [UInt8]? {
        guard text.count >= 2, text.count.isMultiple(of: 2), text.count <= 32 << 20
        else { return nil }
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count / 2)
        var index = text.startIndex
        while index < text.endIndex {
            guard let high = digit(text[index]), let low = digit(text[index + 1]) else {
                return nil
            }
            octets.append(high << 4 | low)
            index += 2
        }
        return octets
    }

    private static func digit(_ octet: UInt8) -> UInt8? {
        switch octet {
        case 0x30...0x39: octet - 0x30
        case 0x41...0x46: octet - 0x37
        case 0x61...0x66: octet - 0x57
        default: nil
        }
    }
}
