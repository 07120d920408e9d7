@_spi(_Unicode) import Swift

/// The preparation of user names and passwords before they are compared: RFC 4013, SASLprep.
///
///     SASLprep.prepared("I\u{AD}X")      "IX"
///     SASLprep.prepared("\u{2168}")      "IX"
///     SASLprep.prepared("\u{7}")         nil: prohibited
///
/// A string is treated as a query, in which code points that Unicode 3.2 had not assigned are permitted
/// (RFC 3454 §7).
///
/// Normalization form KC is that of the standard library, form C, after the compatibility mappings in
/// `CompatibilityForm`. Five ideographs from U+2F868 to U+2F9BF normalize as Unicode has corrected them since
/// version 3.2.
/// - SeeAlso: [RFC 4013](https://www.rfc-editor.org/rfc/rfc4013)
public enum SASLprep {
    /// The prepared form; nil if the string has characters that are prohibited, or mixes directions.
    public static func prepared(_ text: String) -> String? {
        // What is visible ASCII is its own form.
        guard !text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return text }
        let mapped = mapped(text.unicodeScalars)
        let normal = normalized(mapped)
        guard !normal.contains(where: CodePointSet.prohibited.contains), isOneWay(normal) else {
            return nil
        }
        return String(String.UnicodeScalarView(normal))
    }

    /// The prepared form of UTF-8; nil for other octets as well.
    public static func prepared(_ octets: [UInt8]) -> [UInt8]? {
        String(validating: octets, as: UTF8.self).flatMap(prepared).map { Array($0.utf8) }
    }

    /// RFC 4013 §2.1.
    private static func mapped(_ scalars: String.UnicodeScalarView) -> [Unicode.Scalar] {
        scalars.compactMap { scalar in
            // U+200B is in both tables; it has no width.
            if CodePointSet.mappedToNothing.contains(scalar) { return nil }
            return CodePointSet.nonASCIISpaces.contains(scalar) ? " " : scalar
        }
    }

    /// RFC 4013 §2.2.
    private static func normalized(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        let plain = scalars.flatMap(CompatibilityForm.of)
        return Array(String(String.UnicodeScalarView(plain))._nfc)
    }

    /// RFC 3454 §6: with a character of table D.1, none of table D.2 may occur, and the first and the last
    /// must be of D.1.
    private static func isOneWay(_ scalars: [Unicode.Scalar]) -> Bool {
        let rightToLeft = CodePointSet.rightToLeft
        guard scalars.contains(where: rightToLeft.contains) else { return true }
        guard let first = scalars.first, let last = scalars.last else { return true }
        return rightToLeft.contains(first) && rightToLeft.contains(last)
            && !scalars.contains(where: CodePointSet.leftToRight.contains)
    }
}
