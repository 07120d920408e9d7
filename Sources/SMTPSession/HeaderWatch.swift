import SMTPGrammar

/// Looks at a message's header as it comes, where an extension made it worth the while.
///
/// It keeps the fields that an extension looks at, each up to a length, and forgets everything else. A line
/// that is neither a field nor goes on with one ends the header, as an empty line does.
struct HeaderWatch: Hashable, Sendable, Codable {
    /// A field that an extension looks at.
    enum Name: String, CaseIterable, Hashable, Sendable, Codable {
        case resentSender = "resent-sender"
        case resentFrom = "resent-from"
        case sender = "sender"
        case from = "from"
        case priority = "mt-priority"
        case validSince = "require-recipient-valid-since"

        /// The name that octets spell, whatever their case.
        init?(_ octets: ArraySlice<UInt8>) {
            let spelt = Name.allCases.first { name in
                let letters = name.rawValue.utf8
                return letters.count == octets.count
                    && zip(letters, octets).allSatisfy { $0 == ASCII.lowercased($1) }
            }
            guard let spelt else { return nil }
            self = spelt
        }
    }

    /// Whether a field holds octets above 127.
    private(set) var isNonASCII = false
    private var fields: [Field] = []
    /// The field that is being read, without its line ends.
    private var field: [UInt8] = []
    private var isFieldNonASCII = false
    private var line = Line.empty
    private var isOver = false

    private struct Field: Hashable, Sendable, Codable {
        let name: Name
        let value: [UInt8]
    }

    /// What the line holds so far.
    private enum Line: Hashable, Sendable, Codable { case empty, onlyCarriageReturn, text }

    /// Octets of a field that are kept.
    private static let longest = 2_000
    /// Fields that are kept.
    private static let most = 100

    /// The values of a field, in order, without blanks around them.
    func values(of name: Name) -> [[UInt8]] {
        fields.filter { $0.name == name }.map { HeaderWatch.trimmed($0.value[...]) }
    }

    /// Whether a field is there.
    func has(_ name: Name) -> Bool { fields.contains { $0.name == name } }

    /// Looks at text as it is handed on.
    mutating func look(at octets: ArraySlice<UInt8>) {
        let text = octets.span
        var offset = 0
        while offset < text.count, !isOver {
            switch text[offset] {
            case ASCII.lineFeed: endLine()
            case ASCII.carriageReturn where line == .empty: line = .onlyCarriageReturn
            case let octet: add(octet)
            }
            offset += 1
            guard line == .text, !isOver else { continue }
            let end = LineScanner.firstLineFeed(text, from: offset) ?? text.count
            add(text.extracting(offset..<end))
            offset = end
        }
    }

    /// Adds the rest of a line, or a part of it.
    private mutating func add(_ more: Span<UInt8>) {
        if !isFieldNonASCII {
            for offset in more.indices where more[offset] > 127 { isFieldNonASCII = true }
        }
        let kept = more.extracting(first: max(0, HeaderWatch.longest - field.count))
        kept.withUnsafeBufferPointer { field.append(contentsOf: $0) }
    }

    /// Ends with the message, where that has no text after its header.
    mutating func finish() {
        if !isOver { endField() }
        isOver = true
    }

    private mutating func endLine() {
        if line != .text {
            endField()
            isOver = true
        }
        line = .empty
    }

    private mutating func add(_ octet: UInt8) {
        let isFirst = line != .text
        line = .text
        // A field goes on in a line that begins with a blank.
        if isFirst, octet != ASCII.space, octet != ASCII.tab { endField() }
        guard !isOver else { return }
        if octet > 127 { isFieldNonASCII = true }
        if field.count < HeaderWatch.longest { field.append(octet) }
    }

    private mutating func endField() {
        defer {
            field.removeAll(keepingCapacity: true)
            isFieldNonASCII = false
        }
        guard !field.isEmpty else { return }
        guard let colon = field.firstIndex(of: ASCII.colon), colon > 0,
            field[..<colon].allSatisfy({ $0 > ASCII.space && $0 < 0x7F })
        else {
            isOver = true
            return
        }
        if isFieldNonASCII { isNonASCII = true }
        guard let name = Name(field[..<colon]), fields.count < HeaderWatch.most else { return }
        fields.append(Field(name: name, value: Array(field[(colon + 1)...])))
    }

    private static func trimmed(_ value: ArraySlice<UInt8>) -> [UInt8] {
        let blanks: [UInt8] = [ASCII.space, ASCII.tab, ASCII.carriageReturn]
        let start = value.firstIndex { !blanks.contains($0) } ?? value.endIndex
        let end = value.lastIndex { !blanks.contains($0) }.map { $0 + 1 } ?? start
        return Array(value[start..<max(start, end)])
    }
}

extension HeaderWatch {
    /// Who the header says is responsible: the mailbox of the first of these fields that is there.
    var responsible: [UInt8]? {
        [Name.resentSender, .resentFrom, .sender, .from].lazy
            .compactMap { values(of: $0).first }.first.flatMap(HeaderWatch.mailbox)
    }

    /// The first mailbox of a list: what stands between brackets, or the first word with an @.
    private static func mailbox(_ value: [UInt8]) -> [UInt8]? {
        if let start = value.firstIndex(of: ASCII.lessThan),
            let end = value[start...].firstIndex(of: ASCII.greaterThan)
        {
            return Array(value[(start + 1)..<end])
        }
        return value.split {
            [ASCII.space, ASCII.tab, ASCII.carriageReturn, ASCII.comma].contains($0)
        }
        .first { $0.contains(ASCII.atSign) }.map(Array.init)
    }

    /// The priority that the header has, if just one field says a valid one (RFC 6758 §3.1, 4a).
    ///
    ///     MT-Priority: 4 (ultra)
    var priority: Int? {
        let values = values(of: .priority)
        guard values.count == 1, let value = values.first else { return nil }
        let words = value.split { $0 == ASCII.space || $0 == ASCII.tab || $0 == UInt8(ascii: "(") }
        guard let word = words.first else { return nil }
        let text = String(decoding: word, as: UTF8.self)
        guard let number = Int(text), "\(number)" == text, (-9...9).contains(number) else {
            return nil
        }
        return number
    }

    /// Since when the header says that its author has known a mailbox: the latest of those it says.
    ///
    ///     Require-Recipient-Valid-Since: bob@sim.example; Sat, 1 Jun 2013 09:23:01 -0700
    func moment(for mailbox: [UInt8]) -> DateTime? {
        let wanted = mailbox.map(ASCII.lowercased)
        return values(of: .validSince).compactMap { value -> DateTime? in
            guard let semicolon = value.firstIndex(of: ASCII.semicolon),
                HeaderWatch.trimmed(value[..<semicolon]).map(ASCII.lowercased) == wanted
            else { return nil }
            return DateTime(header: HeaderWatch.trimmed(value[(semicolon + 1)...]))
        }.min { $0.seconds < $1.seconds }
    }
}
