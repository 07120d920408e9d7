/// What is wrong with text in quotation marks, and where.
package struct EscapeError: Error, Hashable, Sendable {
    /// What is wrong.
    package enum Reason: String, CaseIterable, Hashable, Sendable {
        /// No escape begins so.
        case unknown
        /// `\x` needs two hexadecimal digits.
        case needsTwoDigits
        /// `\u` needs one to six hexadecimal digits in braces.
        case needsBraces
        /// The number is not a Unicode scalar: a surrogate, or above 10FFFF.
        case notCharacter
        /// The closing quotation mark is missing.
        case unclosed
        /// The opening quotation mark is missing.
        case notQuoted
        /// Something follows the closing quotation mark.
        case afterQuote
        /// What stands in the marks is not UTF-8, where text is needed.
        case notText
    }

    /// What is wrong.
    package let reason: Reason
    /// Where, in octets from 0; of an escape, the backslash.
    package let offset: Int

    /// An error.
    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// What was expected, in lower case and without a full stop.
    package var message: String {
        switch reason {
        case .unknown: #"expected an escape: one of \r \n \t \0 \xHH \u{…} \\ \""#
        case .needsTwoDigits: #"expected two hexadecimal digits after `\x`"#
        case .needsBraces: #"expected 1 to 6 hexadecimal digits and `}` after `\u{`"#
        case .notCharacter: "expected a Unicode scalar, which this number is not"
        case .unclosed: #"expected the closing `"`"#
        case .notQuoted: "expected text in double quotes"
        case .afterQuote: #"expected nothing after the closing `"`"#
        case .notText: "expected UTF-8"
        }
    }
}
