/// Message text made ready for `DATA`.
package enum MessageText {
    /// One line as it is sent: a leading `.` doubled, CRLF added.
    ///
    /// RFC 5321 §4.5.2: "If the first character is a period, one additional period is inserted at
    /// the beginning of the line."
    package static func stuffed(line: some Collection<UInt8>) -> [UInt8] {
        let dot = UInt8(ascii: ".")
        return (line.first == dot ? [dot] : []) + line + [0x0D, 0x0A]
    }

    /// A file as it is sent: every line stuffed and ended with CRLF, whether LF, CRLF or the end of
    /// the file ended it.
    package static func stuffed(_ contents: [UInt8]) -> [UInt8] {
        var stuffed: [UInt8] = []
        stuffed.reserveCapacity(contents.count + contents.count / 32)
        for line in RawLines(contents) {
            if line.text.first == UInt8(ascii: ".") { stuffed.append(UInt8(ascii: ".")) }
            stuffed += line.text
            stuffed += [0x0D, 0x0A]
        }
        return stuffed
    }
}
