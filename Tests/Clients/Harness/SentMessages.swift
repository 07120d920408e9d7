/// The message texts in what a client sent, found without smtpsim's own code.
///
/// RFC 5321 §4.5.2: text begins after the line DATA, and ends at the first line that is a dot alone;
/// of a line that begins with a dot, the dot is not part of the text. RFC 3030 §2: after the line BDAT,
/// so many octets follow as it says, and the chunk that is LAST ends the text.
func sentMessages(_ octets: [UInt8]) -> [[UInt8]] {
    var messages: [[UInt8]] = []
    var chunks: [UInt8] = []
    var rest = octets[...]
    while let line = rest.takeLine() {
        let words = String(decoding: line, as: UTF8.self).uppercased().split { $0.isWhitespace }
        if words == ["DATA"] {
            messages += rest.takeText().map { [$0] } ?? []
        } else if words.first == "BDAT", words.count > 1, let count = Int(words[1]) {
            chunks += rest.prefix(count)
            rest = rest.dropFirst(count)
            guard words.last == "LAST" else { continue }
            messages.append(chunks)
            chunks = []
        }
    }
    return messages
}

extension ArraySlice<UInt8> {
    /// Takes a line with its CR LF; nil if there is none.
    fileprivate mutating func takeLine() -> ArraySlice<UInt8>? {
        guard let end = firstRange(of: [0x0D, 0x0A])?.upperBound else { return nil }
        defer { self = self[end...] }
        return self[..<end]
    }

    /// Takes text with the dot after it, and unstuffs dots; nil if it has no end.
    fileprivate mutating func takeText() -> [UInt8]? {
        var text: [UInt8] = []
        while let line = takeLine() {
            if Array(line) == Array(".\r\n".utf8) { return text }
            text += line.first == UInt8(ascii: ".") ? line.dropFirst() : line
        }
        return nil
    }
}
