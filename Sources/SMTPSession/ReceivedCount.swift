import SMTPGrammar

/// Counts the Received fields in a message's header as it comes, without keeping any of it.
///
/// RFC 5321 §6.3: "Simple counting of the number of "Received:" header fields in a message has proven to be an
/// effective, although rarely optimal, method of detecting loops".
struct ReceivedCount: Hashable, Sendable, Codable {
    /// How many there were.
    private(set) var count: UInt32 = 0
    /// How much of the field's name the line began with; nil after an octet that it does not have.
    private var matched: UInt8? = 0
    /// Whether the empty line that ends the header was there.
    private(set) var isOver = false

    private static let name: StaticString = "received:"

    /// Looks at text as received, lines and parts of lines.
    @inline(__always)
    mutating func look(at octets: Span<UInt8>) {
        guard !isOver else { return }
        lookForFields(octets)
    }

    private mutating func lookForFields(_ octets: Span<UInt8>) {
        var index = 0
        while !isOver, index < octets.count {
            guard let place = matched else {
                guard let end = LineScanner.firstLineFeed(octets, from: index) else { return }
                index = end + 1
                matched = 0
                continue
            }
            match(octets[index], at: Int(place))
            index += 1
        }
    }

    private mutating func match(_ octet: UInt8, at place: Int) {
        let wanted = ReceivedCount.name.utf8Start[place]
        if ASCII.lowercased(octet) == wanted {
            matched = place + 1 < ReceivedCount.name.utf8CodeUnitCount ? UInt8(place + 1) : nil
            if matched == nil { count += 1 }
        } else if octet == ASCII.lineFeed {
            isOver = place == 0
            matched = 0
        } else if octet != ASCII.carriageReturn || place > 0 {
            matched = nil
        }
    }
}
