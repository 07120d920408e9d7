/// Escaping in progress: the text so far, and what must be known of it to go on.
struct Escaping {
    /// More marks than this on one base would paint over the lines around.
    static let maximumMarks = 4

    private let mode: Sanitizer.Mode
    private var output: [UInt8] = []

    /// How many marks the last base has; nil if a mark now would change the look of an escape.
    private var marks: Int?

    init(mode: Sanitizer.Mode) {
        self.mode = mode
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    mutating func append(_ bytes: Span<UInt8>) {
        output.reserveCapacity(output.count + bytes.count)
        var offset = 0
        while offset < bytes.count {
            if bytes[offset] < 0x80 {
                append(ascii: bytes[offset])
                offset += 1
            } else if let (scalar, length) = decodeScalar(at: offset, in: bytes) {
                append(scalar)
                offset += length
            } else {
                append(escape: "\\x" + hexadecimal(bytes[offset]))
                offset += 1
            }
        }
    }

    private mutating func append(ascii byte: UInt8) {
        switch byte {
        case 0x00: append(escape: "\\0")
        case 0x0A: append(escape: "\\n")
        case 0x0D: append(escape: "\\r")
        case 0x09 where mode == .reversible: append(escape: "\\t")
        case 0x22 where mode == .reversible: append(escape: "\\\"")
        case 0x5C where mode == .reversible: append(escape: "\\\\")
        case 0x09, 0x20...0x7E:
            output.append(byte)
            marks = 0
        default: append(escape: "\\x" + hexadecimal(byte))
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        guard scalar.isVisible, takesMark(scalar) else {
            return append(escape: "\\u{" + String(scalar.value, radix: 16) + "}")
        }
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// Counts marks, and says whether there is a base for this one.
    private mutating func takesMark(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isMark else {
            marks = 0
            return true
        }
        guard let count = marks, count < Self.maximumMarks else { return false }
        marks = count + 1
        return true
    }

    private mutating func append(escape: String) {
        output.append(contentsOf: escape.utf8)
        marks = nil
    }

    private func hexadecimal(_ byte: UInt8) -> String {
        (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
}
