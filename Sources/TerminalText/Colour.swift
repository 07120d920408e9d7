/// The sixteen colours that every colour terminal has; the person's settings decide how they look.
public enum Colour: Int, CaseIterable, Hashable, Sendable {
    /// Black.
    case black
    /// Red.
    case red
    /// Green.
    case green
    /// Yellow.
    case yellow
    /// Blue.
    case blue
    /// Magenta.
    case magenta
    /// Cyan.
    case cyan
    /// White.
    case white
    /// Bright black, which is grey.
    case brightBlack
    /// Bright red.
    case brightRed
    /// Bright green.
    case brightGreen
    /// Bright yellow.
    case brightYellow
    /// Bright blue.
    case brightBlue
    /// Bright magenta.
    case brightMagenta
    /// Bright cyan.
    case brightCyan
    /// Bright white.
    case brightWhite

    /// The parameter of SGR that makes it the foreground: 30 to 37, 90 to 97.
    var foregroundParameter: Int {
        rawValue < 8 ? 30 + rawValue : 82 + rawValue
    }
}
