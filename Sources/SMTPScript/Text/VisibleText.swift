/// Octets of a peer as text that is safe to print: whatever does not show as itself is an escape.
package enum VisibleText {
    /// The octets with control, invisible and malformed ones as escapes.
    ///
    /// Unlike in quoted text, quotation marks and backslashes stay: nobody reads this back.
    package static func of(_ octets: some Collection<UInt8>) -> String {
        let octets = Array(octets)[...]
        if octets.allSatisfy({ (0x20..<0x7F).contains($0) }) {
            return String(decoding: octets, as: UTF8.self)
        }
        var text = ""
        var index = octets.startIndex
        while index < octets.endIndex {
            if let encoded = EncodedScalar(in: octets, at: index), encoded.scalar.isVisible {
                text.unicodeScalars.append(encoded.scalar)
                index += encoded.length
            } else {
                text += QuotedText.encode(octets[index...index]).dropFirst().dropLast()
                index += 1
            }
        }
        return text
    }

    /// A text of at most so many characters, with … where something is missing.
    package static func clipped(_ text: String, to width: Int) -> String {
        text.count > width ? text.prefix(width - 1) + "…" : text
    }
}
