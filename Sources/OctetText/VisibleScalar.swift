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
