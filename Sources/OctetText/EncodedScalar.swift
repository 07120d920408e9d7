/// A Unicode scalar and how many octets of UTF-8 it takes.
package struct EncodedScalar: Hashable, Sendable {
    /// The scalar.
    package let scalar: Unicode.Scalar
    /// How many octets it takes, 1 to 4.
    package let length: Int

    /// The scalar that begins at an offset; nil if no well-formed UTF-8 begins there.
    ///
    /// Overlong forms, surrogates and numbers above U+10FFFF are not UTF-8 (RFC 3629 §3): to a
    /// decoder that takes them, octets would mean something else than to this one.
    package init?(at offset: Int, in octets: Span<UInt8>) {
        let lead = octets[offset]
        let least: UInt32
        switch lead {
        case 0x00...0x7F: (length, least) = (1, 0)
        case 0xC2...0xDF: (length, least) = (2, 0x80)
        case 0xE0...0xEF: (length, least) = (3, 0x800)
        case 0xF0...0xF4: (length, least) = (4, 0x10000)
        default: return nil
        }
        guard offset + length <= octets.count else { return nil }
        var value = UInt32(length == 1 ? lead : lead & 0x7F >> UInt8(length))
        for position in offset + 1..<offset + length {
            guard octets[position] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(octets[position] & 0x3F)
        }
        guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
        self.scalar = scalar
    }

    /// Where the first octet is that is not part of well-formed UTF-8; nil if there is none.
    package static func firstMalformedOffset(in octets: Span<UInt8>) -> Int? {
        var offset = 0
        while offset < octets.count {
            guard let encoded = EncodedScalar(at: offset, in: octets) else { return offset }
            offset += encoded.length
        }
        return nil
    }
}

extension Unicode.Scalar {
    /// Whether the scalar shows as itself, given something to stand on if it is a mark.
    ///
    /// Not so: controls, formats (directions, joiners, tags), private and unassigned scalars,
    /// separators, anything else that may be ignored in display (fillers, variation selectors), and
    /// blanks, which look like the space but are something else to a parser.
    package var isVisible: Bool {
        if value < 0x7F { return value >= 0x20 }
        guard !properties.isDefaultIgnorableCodePoint, value != 0x2800 else { return false }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator,
            .lineSeparator, .paragraphSeparator:
            return false
        default: return true
        }
    }

    /// Whether the scalar is drawn onto the one before it.
    package var isMark: Bool {
        guard value >= 0x300 else { return false }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }
}

/// Says of scalars that follow each other whether they show as themselves.
///
/// A mark does only after something visible, and more than four of them would paint over the lines
/// around.
package struct VisibleRun {
    private static let maximumMarks = 4

    /// How many marks the last base has; nil where there is none.
    private var marks: Int?

    /// A run in which nothing came yet.
    package init() {}

    /// Takes the next scalar, and says whether it shows as itself.
    package mutating func shows(_ scalar: Unicode.Scalar) -> Bool {
        let count = scalar.isMark ? marks.map { $0 + 1 } : 0
        marks = scalar.isVisible ? count.flatMap { $0 <= VisibleRun.maximumMarks ? $0 : nil } : nil
        return marks != nil
    }
}

extension StringProtocol {
    /// Whether all of the text shows as itself.
    package var isVisible: Bool {
        var run = VisibleRun()
        return unicodeScalars.allSatisfy { run.shows($0) }
    }
}
