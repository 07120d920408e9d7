/// Octets as text that is safe to print: what does not show as itself is an escape.
///
///     EHLO x\r250 fake \x1b[2J \u{202e}
///
/// What a peer sends could clear the screen, forge a line, turn the text's direction or hide part
/// of it. The escapes are `\r \n \t \0 \xHH \u{…}`, and in quotes `\\ \"`; octets that are not UTF-8
/// become `\xHH` one by one. Whatever comes out stays as it is if it is escaped again.
package enum EscapedText {
    /// Octets for the eye; tabs, quotation marks and backslashes stay.
    package static func shown(_ octets: some Collection<UInt8>) -> String {
        Escaping.text(of: octets, .shown)
    }

    /// A text for the eye; tabs, quotation marks and backslashes stay.
    package static func shown(_ text: String) -> String { shown(text.utf8) }

    /// Octets as part of one line that a script could hold; quotation marks and backslashes stay.
    package static func inLine(_ octets: some Collection<UInt8>) -> String {
        Escaping.text(of: octets, .inLine)
    }

    /// Octets so that ``octets(inQuotes:)`` gives them again, if quotation marks are put around.
    package static func escaped(_ octets: some Collection<UInt8>) -> String {
        Escaping.text(of: octets, .quoted)
    }

    /// Octets as a word in quotation marks: `"220 \xFF\r\n"`, which ``octets(inQuotes:)`` reads.
    package static func quoted(_ octets: some Collection<UInt8>) -> String {
        "\"" + escaped(octets) + "\""
    }

    /// A text as a word of a command: as it is if it can be read so, or else in quotation marks.
    package static func word(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.isVisible && !text.utf8.contains { " \"".utf8.contains($0) }
        return isPlain ? text : quoted(text.utf8)
    }

    /// The octets that a word in quotation marks, with nothing around them, stands for.
    package static func octets(inQuotes text: String) throws(EscapeError) -> [UInt8] {
        var reader = WordReader(text)
        guard reader.take("\"") else { throw EscapeError(.notQuoted, at: 0) }
        let octets = try reader.quoted()
        guard reader.isAtEnd else { throw EscapeError(.afterQuote, at: reader.offset) }
        return octets
    }

    /// A text of at most so many characters, with … where something is missing.
    package static func clipped(_ text: String, to count: Int) -> String {
        text.count > count ? text.prefix(count - 1) + "…" : text
    }
}

extension UInt8 {
    /// The octet as two hexadecimal digits, in upper case.
    package var hexadecimal: String {
        (self < 0x10 ? "0" : "") + String(self, radix: 16, uppercase: true)
    }
}

/// Escaping in progress.
private struct Escaping {
    enum Style { case shown, inLine, quoted }

    private let style: Style
    private var output: [UInt8] = []
    private var run = VisibleRun()

    static func text(of octets: some Collection<UInt8>, _ style: Style) -> String {
        if style != .quoted, octets.allSatisfy({ (0x20...0x7E).contains($0) }) {
            return String(decoding: octets, as: UTF8.self)
        }
        var escaping = Escaping(style: style)
        escaping.append(Array(octets))
        return String(decoding: escaping.output, as: UTF8.self)
    }

    private mutating func append(_ octets: [UInt8]) {
        output.reserveCapacity(octets.count)
        var rest = octets[...]
        while !rest.isEmpty {
            let plain = rest.prefix(while: isPlain)
            append(plain: plain)
            rest = rest[plain.endIndex...]
            // No character that needs more octets than one has a plain one among them.
            let other = rest.prefix { !isPlain($0) }
            append(other: other)
            rest = rest[other.endIndex...]
        }
    }

    /// Whether an octet shows as itself, whatever stands around it.
    private func isPlain(_ octet: UInt8) -> Bool {
        guard (0x20...0x7E).contains(octet) else { return false }
        return style != .quoted || octet != UInt8(ascii: "\"") && octet != UInt8(ascii: "\\")
    }

    /// Appends octets as they are: nearly all of a text is like that.
    private mutating func append(plain octets: ArraySlice<UInt8>) {
        guard let last = octets.last else { return }
        output += octets
        _ = run.shows(Unicode.Scalar(last))
    }

    private mutating func append(other octets: ArraySlice<UInt8>) {
        var parser = UTF8.ForwardParser()
        var iterator = octets.makeIterator()
        var offset = octets.startIndex
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                append(UTF8.decode(encoded))
                offset += encoded.count
            case .error(let length):
                for octet in octets[offset..<offset + length] {
                    append(escape: "\\x" + octet.hexadecimal)
                }
                offset += length
            case .emptyInput: return
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if let escape = escape(for: scalar, shows: run.shows(scalar)) {
            append(escape: escape)
        } else if scalar.isASCII {
            output.append(UInt8(scalar.value))
        } else {
            output += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
    }

    /// A mark after an escape would change the look of the escape.
    private mutating func append(escape: String) {
        output += (style == .shown ? escape.lowercased() : escape).utf8
        run = VisibleRun()
    }

    private func escape(for scalar: Unicode.Scalar, shows: Bool) -> String? {
        switch scalar {
        case "\r": #"\r"#
        case "\n": #"\n"#
        case "\0": #"\0"#
        case "\t": style == .shown ? nil : #"\t"#
        case "\\", "\"": style == .quoted ? "\\\(scalar)" : nil
        case _ where shows: nil
        case "\u{1}"..."\u{7F}": "\\x" + UInt8(scalar.value).hexadecimal
        default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        }
    }
}

extension EscapedText {
    /// The beginning and the end of octets for the eye, at most `limit` of them (a quarter, but no
    /// more than 16, is the end), and how many were left out between.
    ///
    ///     Subject: a lon… (1,234 bytes) …the end\r\n
    ///
    /// A UTF-8 character is not cut in two; it counts as left out.
    package static func shown(_ octets: [UInt8], limit: Int) -> String {
        let limit = max(limit, 0)
        guard octets.count > limit else { return shown(octets) }
        let tail = min(limit / 4, 16)
        let end = characterStart(limit - tail, in: octets, step: -1)
        let start = characterStart(octets.count - tail, in: octets, step: 1)
        let missing = grouped(start - end)
        return "\(shown(octets[..<end]))… (\(missing) bytes) …\(shown(octets[start...]))"
    }

    /// Goes to where a character begins; three steps are enough, or it is not UTF-8.
    private static func characterStart(_ offset: Int, in octets: [UInt8], step: Int) -> Int {
        var start = offset
        while abs(start - offset) < 3, octets.indices.contains(start), octets[start] & 0xC0 == 0x80,
            start + step >= 0
        { start += step }
        return start
    }

    /// A number with a comma before each three digits.
    private static func grouped(_ number: Int) -> String {
        var text = ""
        let digits = String(number)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
