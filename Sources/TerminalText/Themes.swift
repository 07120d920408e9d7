// Which of the sixteen colours a label has is said here; how they look is the terminal's affair.

extension Theme {
    /// No escape codes at all: for pipes, `NO_COLOR` and dumb terminals.
    package static let plain = Theme(styles: [:])

    /// Colours that are readable on a dark background.
    package static let dark = Theme(styles: [
        .clientMark: Style(.brightBlue, isBold: true),
        .serverMark: Style(isBold: true),
        .positiveCompletionCode: Style(.green),
        .positiveIntermediateCode: Style(.cyan),
        .transientNegativeCode: Style(.yellow),
        .permanentNegativeCode: Style(.brightRed),
        .answerMark: Style(.magenta, isBold: true),
        .trace: Style(isDim: true),
        .tool: Style(.cyan),
        .warning: Style(.yellow, isBold: true),
        .error: Style(.brightRed, isBold: true),
        .hint: Style(.green),
        .caret: Style(.brightRed, isBold: true),
        .state: Style(.magenta, isBold: true),
        .rule: Style(.cyan, isBold: true),
        .question: Style(.magenta),
        .secret: Style(isDim: true),
        .session1: Style(.brightCyan, isBold: true),
        .session2: Style(.brightYellow, isBold: true),
        .session3: Style(.brightMagenta, isBold: true),
        .session4: Style(.brightGreen, isBold: true),
        .session5: Style(.brightBlue, isBold: true),
        .session6: Style(.brightRed, isBold: true),
        .diffAdded: Style(.green),
        .diffRemoved: Style(.brightRed),
    ])

    /// Colours that are readable on a light background: nothing is yellow, cyan or bright.
    package static let light = Theme(styles: [
        .clientMark: Style(.blue, isBold: true),
        .serverMark: Style(isBold: true),
        .positiveCompletionCode: Style(.green),
        .positiveIntermediateCode: Style(.blue),
        .transientNegativeCode: Style(.magenta),
        .permanentNegativeCode: Style(.red),
        .answerMark: Style(.magenta, isBold: true),
        .trace: Style(isDim: true),
        .tool: Style(.blue),
        .warning: Style(.magenta, isBold: true),
        .error: Style(.red, isBold: true),
        .hint: Style(.green),
        .caret: Style(.red, isBold: true),
        .state: Style(.magenta, isBold: true),
        .rule: Style(.blue, isBold: true),
        .question: Style(.magenta),
        .secret: Style(isDim: true),
        .session1: Style(.blue, isBold: true),
        .session2: Style(.magenta, isBold: true),
        .session3: Style(.green, isBold: true),
        .session4: Style(.red, isBold: true),
        .session5: Style(.blue, isReversed: true),
        .session6: Style(.magenta, isReversed: true),
        .diffAdded: Style(.green),
        .diffRemoved: Style(.red),
    ])

    /// Looks that the last row can read: running text is as the terminal shows any, what matters is
    /// bold, and what was refused stands in a block of colour.
    package static let projector = Theme(styles: [
        .clientMark: Style(isBold: true),
        .clientText: Style(isBold: true),
        .serverMark: Style(isBold: true),
        .positiveCompletionCode: Style(isBold: true),
        .positiveIntermediateCode: Style(isBold: true),
        .transientNegativeCode: Style(.magenta, isBold: true, isReversed: true),
        .permanentNegativeCode: Style(.red, isBold: true, isReversed: true),
        .answerMark: Style(isBold: true),
        .answerText: Style(isBold: true),
        .warning: Style(.magenta, isBold: true),
        .error: Style(.red, isBold: true),
        .hint: Style(isBold: true),
        .caret: Style(.red, isBold: true, isReversed: true),
        .state: Style(isBold: true),
        .rule: Style(isBold: true),
        .question: Style(isBold: true),
        .session1: Style(isBold: true, isReversed: true),
        .session2: Style(.magenta, isBold: true),
        .session3: Style(isBold: true),
        .session4: Style(.magenta, isBold: true, isReversed: true),
        .session5: Style(.red, isBold: true),
        .session6: Style(.red, isBold: true, isReversed: true),
        .diffAdded: Style(isBold: true),
        .diffRemoved: Style(.red, isBold: true),
    ])
}
