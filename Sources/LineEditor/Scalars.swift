import CLineEdit

/// The columns a printable scalar takes on a terminal: 0 for combining marks, 2 for wide characters.
func displayWidth(_ scalar: Unicode.Scalar) -> Int {
    guard scalar.value >= 0x7F else { return 1 }
    return max(0, Int(cline_width(Int32(bitPattern: scalar.value))))
}

/// The columns a printable text takes on a terminal.
func displayWidth(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + displayWidth($1) } }

/// Where the cursor stands after text has been written from the left edge, as libedit writes it.
struct DisplayPosition: Hashable {
    var row = 0
    var column = 0
    let columns: Int

    init(columns: Int) { self.columns = max(1, columns) }

    /// Moves on over one scalar of the edited line, where controls show as `^A` and tabs go to every eighth
    /// column.
    mutating func advance(over scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x09:
            repeat { move(1) } while column % 8 != 0
        case 0x0A:
            move(columns - column)
        case ..<0x20, 0x7F:
            move(1)
            move(1)
        default:
            move(displayWidth(scalar))
        }
    }

    /// A wide character that does not fit goes to the next row; a full row puts the cursor on the next one.
    private mutating func move(_ width: Int) {
        if column + width > columns {
            row += 1
            column = 0
        }
        column += width
        if column >= columns {
            row += 1
            column = 0
        }
    }
}

extension Unicode.Scalar {
    /// Neither C0 nor C1 control nor DEL: safe to send to a terminal.
    var isPrintable: Bool { !(value < 0x20 || (0x7F...0x9F).contains(value)) }
}

/// The bytes as Unicode scalars and a 0, as the C side takes text.
///
/// Bytes that are not UTF-8 become U+FFFD, and so does NUL, which would end the text.
func terminated(_ bytes: some Sequence<UInt8>) -> [Int32] {
    var scalars = String(decoding: Array(bytes), as: UTF8.self).unicodeScalars.map {
        $0.value == 0 ? 0xFFFD : Int32(bitPattern: $0.value)
    }
    scalars.append(0)
    return scalars
}

/// The UTF-8 bytes of scalars that come from the C side.
func utf8(_ scalars: some Sequence<Int32>) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in scalars {
        let scalar = Unicode.Scalar(UInt32(bitPattern: value)) ?? "\u{FFFD}"
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    return bytes
}
