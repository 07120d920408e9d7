import SMTPGrammar

/// What octets between line ends measure.
enum StreamMeasure {
    /// The longest block of a source, 16 MiB.
    static let longest = 16 << 20

    /// Octets whose line feeds have a carriage return before them.
    static func withReturns(_ octets: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(octets.count + 64)
        for octet in octets {
            if octet == ASCII.lineFeed, result.last != ASCII.carriageReturn {
                result.append(ASCII.carriageReturn)
            }
            result.append(octet)
        }
        return result
    }
}
