/// The sixteen colours that every colour terminal has; the person's settings decide how they look.
package enum Colour: Int, Hashable, Sendable {
    case black, red, green, yellow, blue, magenta, cyan, white
    case brightBlack, brightRed, brightGreen, brightYellow
    case brightBlue, brightMagenta, brightCyan, brightWhite

    /// The parameter of SGR that makes it the foreground: 30 to 37, 90 to 97.
    var foregroundParameter: Int { rawValue < 8 ? 30 + rawValue : 82 + rawValue }
}

/// What a label looks like, by default as the terminal shows any text.
package struct Style: Hashable, Sendable {
    package var isBold: Bool
    package var isDim: Bool
    /// Whether foreground and background change places.
    package var isReversed: Bool
    package var foreground: Colour?

    package init(
        _ foreground: Colour? = nil, isBold: Bool = false, isDim: Bool = false,
        isReversed: Bool = false
    ) {
        self.foreground = foreground
        self.isReversed = isReversed
        self.isBold = isBold
        self.isDim = isDim
    }

    /// The parameters of SGR (ECMA-48 §8.3.117), separated by semicolons; empty changes nothing.
    var parameters: String {
        var parameters: [Int] = []
        if isBold { parameters.append(1) }
        if isDim { parameters.append(2) }
        if isReversed { parameters.append(7) }
        if let foreground { parameters.append(foreground.foregroundParameter) }
        return parameters.map(String.init).joined(separator: ";")
    }
}
