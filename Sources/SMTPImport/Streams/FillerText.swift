import SMTPGrammar

/// Text that stands for octets that a source does not have.
enum FillerText {
    /// The most octets that are filled; a larger gap is said to be one.
    static let most = 1 << 20

    /// So many octets, as lines of 78 octets, so that a line ends with them.
    static func octets(_ count: Int) -> [UInt8] {
        guard count >= 2 else { return Array(repeating: letter, count: max(0, count)) }
        let width = 78
        var octets = (0..<count).map { index in
            switch index % width {
            case width - 2: ASCII.carriageReturn
            case width - 1: ASCII.lineFeed
            default: letter
            }
        }
        // No lone CR before the last line end, and no line of it.
        if octets[count - 2] != ASCII.carriageReturn {
            if count >= 3, octets[count - 3] == ASCII.carriageReturn { octets[count - 3] = letter }
            octets[count - 2] = ASCII.carriageReturn
            octets[count - 1] = ASCII.lineFeed
        }
        return octets
    }

    private static let letter: UInt8 = 0x78
}

/// The record layer of TLS, as far as it is recognised.
enum TLSRecord {
    /// The type of a handshake record, and the first octet of its version (RFC 8446 §5.1).
    static let handshakeStart: [UInt8] = [0x16, 0x03]
}
