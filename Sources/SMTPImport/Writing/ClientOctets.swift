import OctetText
import SMTPGrammar
import SMTPScript

/// The `C` lines that send octets.
enum ClientOctets {
    /// `C+ "…"`: exactly these octets.
    static func quoted(_ octets: [UInt8]) -> String { "C+ " + EscapedText.quoted(octets) }

    /// Message text that was not stuffed, as `C|` lines, which stuff it; without the dot that ends it.
    static func unstuffed(_ octets: [UInt8]) -> [String] {
        lines(octets).flatMap { line -> [String] in
            if let text = String(validating: line, as: UTF8.self), text.isVisible,
                text.utf8.count < 10_000
            {
                return [text.isEmpty ? "C|" : "C| " + text]
            }
            return [quoted((line.first == ASCII.dot ? [ASCII.dot] : []) + line + [0x0D, 0x0A])]
        }
    }

    /// The lines of a text, without their line ends: CR LF or LF.
    static func lines(_ octets: [UInt8]) -> [[UInt8]] {
        var lines = octets.split(separator: ASCII.lineFeed, omittingEmptySubsequences: false)
            .map { Array($0.last == ASCII.carriageReturn ? $0.dropLast() : $0) }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
