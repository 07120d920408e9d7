extension Unicode.Scalar {
    /// Neither C0 nor C1 control nor DEL: safe to send to a terminal.
    var isPrintable: Bool {
        !(value < 0x20 || (0x7F...0x9F).contains(value))
    }
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
