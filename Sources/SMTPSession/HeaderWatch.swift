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

/// Looks at a message's header as it comes, where a parameter of MAIL made it worth the while.
struct HeaderWatch: Hashable, Sendable, Codable {
    /// Whether a field holds octets above 127.
    private(set) var isNonASCII = false
    /// What was found for each of `names`.
    private var values: [[UInt8]?] = [nil, nil, nil, nil]
    private var field: [UInt8] = []
    private var isOver = false

    /// The fields that say who is responsible, the first that counts first.
    private static let names = ["resent-sender", "resent-from", "sender", "from"]
    /// Octets of a field that are looked at.
    private static let longest = 2_000

    /// Who the header says is responsible: the mailbox of the first of the fields that is there.
    var responsible: [UInt8]? {
        values.lazy.compactMap(\.self).first.flatMap(HeaderWatch.mailbox)
    }

    /// Looks at text as received.
    mutating func look(at octets: ArraySlice<UInt8>) {
        guard !isOver else { return }
        for octet in octets {
            if octet > 127 { isNonASCII = true }
            if octet == ASCII.lineFeed { endLine() }
            if isOver { return }
            if field.count < HeaderWatch.longest { field.append(octet) }
        }
    }

    /// Ends with the message, where that has no text after its header.
    mutating func finish() {
        if !isOver { endField(field[...]) }
        isOver = true
    }

    /// A field ends where the next line does not begin with a blank; the LF stays in front of the next line.
    private mutating func endLine() {
        if field.last == ASCII.carriageReturn { field.removeLast() }
        let start = field.lastIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? 0
        guard start < field.count else {
            endField(field.dropLast(start > 0 ? 1 : 0))
            isOver = true
            return
        }
        guard start > 0, field[start] != ASCII.space, field[start] != ASCII.tab else { return }
        endField(field[..<(start - 1)])
        field.removeFirst(start)
    }

    private mutating func endField(_ field: ArraySlice<UInt8>) {
        guard let colon = field.firstIndex(of: ASCII.colon) else { return }
        let name = field[..<colon].map(ASCII.lowercased)
        let place = HeaderWatch.names.firstIndex { $0.utf8.elementsEqual(name) }
        if let place, values[place] == nil { values[place] = Array(field[(colon + 1)...]) }
    }

    /// The first mailbox of a list: what stands between brackets, or the first word with an @.
    private static func mailbox(_ value: [UInt8]) -> [UInt8]? {
        if let start = value.firstIndex(of: ASCII.lessThan),
            let end = value[start...].firstIndex(of: ASCII.greaterThan)
        {
            return Array(value[(start + 1)..<end])
        }
        let separators: [UInt8] = [
            ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn, ASCII.comma,
        ]
        return value.split { separators.contains($0) }.first { $0.contains(ASCII.atSign) }
            .map(Array.init)
    }
}
