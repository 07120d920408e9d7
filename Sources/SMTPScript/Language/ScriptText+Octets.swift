import OctetText
import SMTPGrammar
import SMTPSession

// Lines as octets, at the end of a script: a script of a log can be as large as the log.

extension ScriptText {
    /// How many bytes of one line of input go in one `C+` line.
    private static let chunk = 16_384

    /// Appends the `C` lines that send these bytes, each with LF.
    package static func append(sending bytes: Span<UInt8>, to script: inout [UInt8]) {
        var start = 0
        while start < bytes.count {
            let end = LineScanner.firstUnprintable(bytes, from: start) ?? bytes.count
            if endsLine(bytes, at: end), isText(bytes, start..<end) {
                append(text: bytes.extracting(start..<end), to: &script)
                start = end + 2
            } else {
                let next = LineScanner.firstLineFeed(bytes, from: end).map { $0 + 1 }
                let line = bytes.extracting(start..<(next ?? bytes.count))
                append(unusual: line.withUnsafeBufferPointer { Array($0) }, to: &script)
                start = next ?? bytes.count
            }
        }
    }

    /// Appends what an `S:` line has to expect exactly this part of a reply's line, which is UTF-8, between a mark and
    /// an end.
    package static func append(
        expecting part: Span<UInt8>, mark: StaticString = "", end: StaticString = "",
        to script: inout [UInt8]
    ) {
        guard !LinePattern.isLiteral(part) else { return script.append(mark, part, end) }
        let text = part.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        script.append(text: mark)
        script.append(text: LinePattern.text(matching: text))
        script.append(text: end)
    }

    private static func endsLine(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
        offset + 1 < bytes.count && bytes[offset] == ASCII.carriageReturn
            && bytes[offset + 1] == ASCII.lineFeed
    }

    /// Whether `C: ` can carry a line of visible text.
    private static func isText(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        line.count <= chunk && bytes[line.lowerBound] != ASCII.colon
    }

    private static func append(text: Span<UInt8>, to script: inout [UInt8]) {
        script.append(text.isEmpty ? "C:" : "C: ", text, "\n")
    }

    /// Appends the lines that send one line, which is no printable ASCII with CRLF at its end.
    private static func append(unusual line: [UInt8], to script: inout [UInt8]) {
        let text = line.dropLast(2)
        if line[text.endIndex...].elementsEqual([ASCII.carriageReturn, ASCII.lineFeed]),
            !text.isEmpty, isText(line.span, 0..<text.count),
            String(validating: text, as: UTF8.self)?.isVisible == true
        {
            return append(text: text.span, to: &script)
        }
        for start in stride(from: 0, to: line.count, by: chunk) {
            script.append(text: "C+ ")
            script.append(
                text: EscapedText.quoted(line[start..<min(start + chunk, line.count)]))
            script.append(ASCII.lineFeed)
        }
    }
}
