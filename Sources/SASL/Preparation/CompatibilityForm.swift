/// What a character becomes by a compatibility mapping of Unicode, which form KC adds to form C.
///
/// The standard library has no such data, but knows which characters form KC with case folding changes
/// (`changesWhenNFKCCaseFolded`). Of those whose case alone does not explain it, the ones that people have
/// on keyboards are mapped here: Latin-1, fullwidth ASCII, Roman numerals, superscript and subscript
/// digits, Latin ligatures. The rest is not covered.
enum CompatibilityForm {
    /// The mapping, the character itself if it has none, nil if the mapping is not covered.
    static func of(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
        guard scalar.value > 0x7F else { return [scalar] }
        if let known = mapping(of: scalar) { return Array(known.unicodeScalars) }
        return mayHaveOne(scalar) ? nil : [scalar]
    }

    private static func mapping(of scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map { String($0) }
        case 0x2160...0x216F: roman[Int(scalar.value - 0x2160)]
        case 0x2170...0x217F: roman[Int(scalar.value - 0x2170)].lowercased()
        case 0x2074...0x2079: "\(scalar.value - 0x2070)"
        case 0x2080...0x2089: "\(scalar.value - 0x2080)"
        case 0xFB00...0xFB06: ligatures[Int(scalar.value - 0xFB00)]
        case _: others[scalar]
        }
    }

    private static let roman = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "L", "C", "D",
        "M",
    ]

    private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]

    private static let others: [Unicode.Scalar: String] = [
        "\u{A8}": " \u{308}", "\u{AA}": "a", "\u{AF}": " \u{304}", "\u{B2}": "2", "\u{B3}": "3",
        "\u{B4}": " \u{301}", "\u{B5}": "\u{3BC}", "\u{B8}": " \u{327}", "\u{B9}": "1",
        "\u{BA}": "o", "\u{BC}": "1\u{2044}4", "\u{BD}": "1\u{2044}2", "\u{BE}": "3\u{2044}4",
        "\u{132}": "IJ", "\u{133}": "ij", "\u{13F}": "L\u{B7}", "\u{140}": "l\u{B7}",
        "\u{149}": "\u{2BC}n", "\u{3F4}": "\u{398}", "\u{17F}": "s", "\u{1E9B}": "\u{1E61}",
        "\u{2026}": "...",
        "\u{2070}": "0", "\u{20A8}": "Rs", "\u{2116}": "No", "\u{2122}": "TM",
    ]

    /// Whether case does not explain that form KC with case folding changes it.
    private static func mayHaveOne(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        guard properties.changesWhenNFKCCaseFolded, !foldsOnly(scalar.value) else { return false }
        let lower = properties.lowercaseMapping.unicodeScalars
        return lower.elementsEqual([scalar])
            || lower.contains { $0.properties.changesWhenNFKCCaseFolded && !foldsOnly($0.value) }
    }

    /// Lower case that case folding changes all the same: sharp s, final sigma, Greek with iota subscript.
    private static func foldsOnly(_ value: UInt32) -> Bool {
        switch value {
        case 0xDF, 0x1F0, 0x345, 0x390, 0x3B0, 0x3C2, 0x1E96...0x1E99, 0x1F00...0x1FBC,
            0x1FC2...0x1FCC, 0x1FD0...0x1FDB, 0x1FE0...0x1FEC, 0x1FF2...0x1FFC:
            true
        case _: false
        }
    }
}
