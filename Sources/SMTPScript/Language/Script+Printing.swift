extension Script {
    /// The UTF-8 byte order mark.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The script as the bytes of a file.
    ///
    /// A parsed script gives exactly the bytes it was read from. Where a section that was put
    /// together otherwise lacks its last line end and another follows, one is added, because a
    /// header stands on a line of its own.
    public var bytes: [UInt8] {
        (startsWithByteOrderMark ? Self.byteOrderMark : []) + unmarkedBytes
    }

    private var unmarkedBytes: [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            bytes += line.text.utf8
            bytes += line.ending.rawValue.utf8
        }
        for section in sections {
            if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(0x0A) }
            bytes += section.header.utf8
            bytes += section.ending.rawValue.utf8
            bytes += section.contents
        }
        return bytes
    }

    /// The script as text, with bytes of sections that are not UTF-8 replaced.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}
