/// The sequences that a terminal sends for keys that are no characters, as ECMA-48 and xterm have them.
///
/// libedit takes one that it does not know apart, and the rest of it would stand in the line as letters.
enum KeySequence {
    /// What the next bytes are.
    enum Match: Hashable {
        case whole(length: Int)
        case beginning
        case none
    }

    private static let escape: UInt8 = 0x1B

    /// Looks at bytes that begin with ESC.
    static func match(_ bytes: ArraySlice<UInt8>) -> Match {
        let rest = bytes.dropFirst()
        switch rest.first {
        case nil: return .beginning
        case UInt8(ascii: "["): return extended(match(parameters: rest.dropFirst()), by: 2)
        case UInt8(ascii: "O"): return extended(match(function: rest.dropFirst()), by: 2)
        // Alt and such a key, in some terminals.
        case escape where rest.count > 1: return extended(nested(rest), by: 1)
        default: return .none
        }
    }

    /// After two ESC: nothing but a sequence, since ESC twice may be typed.
    private static func nested(_ bytes: ArraySlice<UInt8>) -> Match {
        switch bytes.dropFirst().first {
        case UInt8(ascii: "["), UInt8(ascii: "O"): match(bytes)
        default: .none
        }
    }

    /// ECMA-48 §5.4: parameter bytes, intermediate bytes, and a final byte.
    ///
    /// The Linux console sends `ESC [ [ A` for F1, and rxvt ends some with `$`.
    private static func match(parameters bytes: ArraySlice<UInt8>) -> Match {
        if bytes.first == UInt8(ascii: "[") { return ended(bytes.dropFirst(), after: 1) }
        let parameters = bytes.prefix { (0x30...0x3F).contains($0) }
        let rest = bytes[parameters.endIndex...]
        if rest.first == UInt8(ascii: "$") { return .whole(length: parameters.count + 1) }
        let intermediates = rest.prefix { (0x20...0x2F).contains($0) }
        return ended(rest[intermediates.endIndex...], after: parameters.count + intermediates.count)
    }

    /// `ESC O P` for F1; older terminals put a digit for Shift and Ctrl before the letter.
    private static func match(function bytes: ArraySlice<UInt8>) -> Match {
        let digits = bytes.prefix { (0x30...0x39).contains($0) }
        return ended(bytes[digits.endIndex...], after: digits.count)
    }

    private static func ended(_ bytes: ArraySlice<UInt8>, after count: Int) -> Match {
        guard let final = bytes.first else { return .beginning }
        return (0x40...0x7E).contains(final) ? .whole(length: count + 1) : .none
    }

    private static func extended(_ match: Match, by count: Int) -> Match {
        guard case .whole(let length) = match else { return match }
        return .whole(length: length + count)
    }
}
