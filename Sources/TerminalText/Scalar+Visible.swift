extension Unicode.Scalar {
    /// Whether a character that is not ASCII is seen as what it is.
    ///
    /// Not seen are controls (C1), formats (directions, joiners, tags), private and unassigned
    /// characters, separators, whatever else may be ignored in display (fillers, variation
    /// selectors), and blanks that look like the space but are another character to a parser.
    var isVisible: Bool {
        guard !properties.isDefaultIgnorableCodePoint, value != 0x2800 else { return false }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark,
            .decimalNumber, .letterNumber, .otherNumber,
            .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation,
            .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            return true
        default:
            return false
        }
    }

    /// Whether the character is drawn onto the one before it.
    var isMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }
}
