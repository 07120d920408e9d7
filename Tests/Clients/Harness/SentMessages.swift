/// The message texts in what a client sent, dots unstuffed, found without smtpsim's own code.
///
/// RFC 5321 §4.5.2: text begins after the line DATA, and ends at the first line that is a dot alone;
/// of a line that begins with a dot, the dot is not part of the text.
func sentMessages(_ octets: [UInt8]) -> [[UInt8]] {
    var messages: [[UInt8]] = []
    var text: [UInt8]?
    for line in lines(octets) {
        guard let collected = text else {
            if String(decoding: line, as: UTF8.self).uppercased() == "DATA\r\n" { text = [] }
            continue
        }
        if Array(line) == Array(".\r\n".utf8) {
            messages.append(collected)
            text = nil
        } else {
            text?.append(contentsOf: line.first == UInt8(ascii: ".") ? line.dropFirst() : line)
        }
    }
    return messages
}

/// Lines with their CR LF.
private func lines(_ octets: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for end in octets.indices.dropFirst()
    where octets[end] == 0x0A && octets[end - 1] == 0x0D {
        lines.append(octets[start...end])
        start = end + 1
    }
    return lines + [octets[start...]]
}
