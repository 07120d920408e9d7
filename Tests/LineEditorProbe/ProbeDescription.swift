import LineEditor
import SystemCalls

/// An event as the tests expect it, such as `<line EHLO a>`; bytes that do not print show as `\xHH`.
func description(of event: LineEvent) -> String {
    switch event {
    case .line(let bytes, .lf):
        "<line \(visible(bytes))>"
    case .line(let bytes, .crlf):
        "<crlf \(visible(bytes))>"
    case .line(let bytes, .endOfInput):
        "<last \(visible(bytes))>"
    case .lines(let lines):
        "<lines \(lines.map(visible).joined(separator: "|"))>"
    case .interrupted:
        "<interrupted>"
    case .endOfInput:
        "<end>"
    case .tooLong(let limit):
        "<over \(limit)>"
    case .dismissed:
        "<dismissed>"
    case .failed(let error):
        "<failed \(error.number)>"
    }
}

private func visible(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
        if (0x20..<0x7F).contains(byte) {
            return String(Unicode.Scalar(byte))
        }
        return "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    .joined()
}
