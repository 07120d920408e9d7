import OctetText
import SMTPGrammar
import SMTPScript
import SMTPSession

/// The `C` lines that send octets.
enum ClientOctets {
    /// Lines of so many octets are readable enough for `C|`.
    private static let longest = 10_000

    /// `C+ "…"`: exactly these octets.
    static func quoted(_ octets: some Collection<UInt8>) -> String {
        "C+ " + EscapedText.quoted(octets)
    }

    /// Appends message text that was not stuffed, as `C|` lines, which stuff it; without the dot that ends it.
    static func append(unstuffed octets: [UInt8], to script: inout [UInt8]) {
        for line in TextLines(octets[...]) {
            if isText(line) {
                script.append(line.isEmpty ? "C|" : "C| ", line.span, "\n")
            } else {
                let dot = line.first == ASCII.dot ? [ASCII.dot] : []
                script.append(
                    text: quoted(dot + line + [ASCII.carriageReturn, ASCII.lineFeed]) + "\n")
            }
        }
    }

    private static func isText(_ line: LineText) -> Bool {
        guard line.count < longest else { return false }
        return LineScanner.firstUnprintable(line.span, from: 0) == nil
            || String(validating: line, as: UTF8.self)?.isVisible == true
    }
}

/// The lines of a text, without their line ends: CR LF or LF, which the last may lack.
struct TextLines: Sequence, IteratorProtocol {
    private var rest: LineText

    init(_ octets: LineText) { rest = octets }

    mutating func next() -> LineText? {
        guard !rest.isEmpty else { return nil }
        let length = LineScanner.firstLineFeed(rest.span, from: 0) ?? rest.count
        let line = rest.prefix(length)
        rest = rest.dropFirst(length + 1)
        return line.last == ASCII.carriageReturn ? line.dropLast() : line
    }
}
