import SMTPGrammar

// The PROXY protocol of HAProxy, proxy-protocol.txt §2.1 and §2.2: what comes before all else on a connection
// says who the client of the proxy is.
//   PROXY TCP4 192.0.2.1 198.51.100.1 56324 25 CRLF      at most 107 octets
//   PROXY UNKNOWN … CRLF                                 the connection's own addresses hold
//   v2: twelve octets, version and command, family, length, addresses, and values by type

/// What the beginning of a connection says of the proxy's client.
package enum ProxyHeader: Hashable, Sendable {
    /// More octets are needed.
    case incomplete
    /// It is none, or broken; so many octets were looked at.
    case malformed
    /// It is whole, and so many octets long; without an address, the connection's own holds.
    case whole(length: Int, address: String?, port: UInt16)

    private static let signature: [UInt8] = [
        0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
    ]

    /// Octets of a header in text at the most, with its CR LF.
    private static let longestText = 107

    /// Reads the first octets of a connection.
    package init(_ octets: [UInt8]) {
        if octets.first == ASCII.carriageReturn {
            self = ProxyHeader.binary(octets)
        } else {
            self = ProxyHeader.text(octets)
        }
    }

    private static func text(_ octets: [UInt8]) -> ProxyHeader {
        let beginning = Array("PROXY ".utf8)
        guard zip(octets, beginning).allSatisfy(==) else { return .malformed }
        guard let lineFeed = octets.firstIndex(of: ASCII.lineFeed) else {
            return octets.count < longestText ? .incomplete : .malformed
        }
        guard lineFeed < longestText, octets[lineFeed - 1] == ASCII.carriageReturn else {
            return .malformed
        }
        let line = String(decoding: octets[..<(lineFeed - 1)], as: UTF8.self)
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count > 1, words[1] != "UNKNOWN" else {
            return words.count > 1
                ? .whole(length: lineFeed + 1, address: nil, port: 0) : .malformed
        }
        guard words.count == 6, let source = address(words[2], words[1]),
            address(words[3], words[1]) != nil, let sourcePort = port(words[4]),
            port(words[5]) != nil
        else { return .malformed }
        return .whole(length: lineFeed + 1, address: source, port: sourcePort)
    }

    private static func address(_ text: Substring, _ family: Substring) -> String? {
        guard family == "TCP4" || family == "TCP6" else { return nil }
        let tagged = family == "TCP6" ? "IPv6:\(text)" : "\(text)"
        let octets = Array("[\(tagged)]".utf8)
        var reader = DomainReader()
        guard family == "TCP4" ? hasNoLeadingZero(text) : text.contains(":"),
            (try? reader.read(octets.span, from: 0)) == octets.count
        else { return nil }
        return tagged
    }

    /// "Heading zeroes are not permitted": elsewhere they mean octal numbers.
    private static func hasNoLeadingZero(_ text: Substring) -> Bool {
        text.split(separator: ".").allSatisfy { part in UInt8(part).map { "\($0)" == part } ?? false
        }
    }

    private static func port(_ text: Substring) -> UInt16? {
        UInt16(text).flatMap { "\($0)" == text ? $0 : nil }
    }
}

extension ProxyHeader {
    private static func binary(_ octets: [UInt8]) -> ProxyHeader {
        guard zip(octets, signature).allSatisfy(==) else { return .malformed }
        guard octets.count >= 16 else { return .incomplete }
        let length = 16 + (Int(octets[14]) << 8 | Int(octets[15]))
        guard octets[12] == 0x20 || octets[12] == 0x21 else { return .malformed }
        guard octets.count >= length else { return .incomplete }
        let ownAddress = ProxyHeader.whole(length: length, address: nil, port: 0)
        // LOCAL: the block is discarded, "including the family which is ignored".
        guard octets[12] == 0x21 else { return ownAddress }
        let (family, transport) = (octets[13] >> 4, octets[13] & 0x0F)
        guard family < 4, transport < 3 else { return .malformed }
        // AF_UNSPEC and UNSPEC: "The receiver should ignore address information."
        guard family > 0, transport > 0 else { return ownAddress }
        let header = Array(octets[..<length])
        let size = addressSizes[Int(family)]
        guard length >= 16 + size, isIntact(header, from: 16 + size) else { return .malformed }
        guard size < 216 else { return ownAddress }
        let place = size == 12 ? 24 : 48
        let port = UInt16(header[place]) << 8 | UInt16(header[place + 1])
        return .whole(
            length: length, address: address(header, isShort: size == 12), port: port)
    }

    /// Octets of the addresses and ports of each family.
    private static let addressSizes = [0, 12, 36, 216]

    private static func address(_ header: [UInt8], isShort: Bool) -> String {
        guard !isShort else { return header[16..<20].map { "\($0)" }.joined(separator: ".") }
        let groups = stride(from: 16, to: 32, by: 2).map {
            String(UInt16(header[$0]) << 8 | UInt16(header[$0 + 1]), radix: 16)
        }
        return "IPv6:" + groups.joined(separator: ":")
    }

    /// Whether the values are whole, and the checksum among them, if there is one, is right.
    private static func isIntact(_ header: [UInt8], from start: Int) -> Bool {
        var place = start
        while place < header.count {
            guard place + 3 <= header.count else { return false }
            let end = place + 3 + (Int(header[place + 1]) << 8 | Int(header[place + 2]))
            guard end <= header.count else { return false }
            if header[place] == 0x03 {
                guard end == place + 7 else { return false }
                var blank = header
                for index in (place + 3)..<end { blank[index] = 0 }
                let sum = header[(place + 3)..<end].reduce(0) { $0 << 8 | UInt32($1) }
                guard sum == checksum(blank) else { return false }
            }
            place = end
        }
        return true
    }

    /// CRC32C (RFC 3309 appendix B).
    private static func checksum(_ octets: [UInt8]) -> UInt32 {
        ~octets.reduce(~0) { sum, octet in
            (0..<8).reduce(sum ^ UInt32(octet)) { rest, _ in
                rest & 1 == 1 ? rest >> 1 ^ 0x82F6_3B78 : rest >> 1
            }
        }
    }
}
