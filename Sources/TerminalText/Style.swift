/// What a label looks like.
public struct Style: Hashable, Sendable {
    /// Whether the text is bold.
    public var isBold: Bool

    /// Whether the text is dim.
    public var isDim: Bool

    /// The colour of the text; nil for the terminal's own.
    public var foreground: Colour?

    /// Creates a style, by default one that changes nothing.
    ///
    /// - Parameters:
    ///   - foreground: The colour of the text; nil for the terminal's own.
    ///   - isBold: Whether the text is bold.
    ///   - isDim: Whether the text is dim.
    public init(_ foreground: Colour? = nil, isBold: Bool = false, isDim: Bool = false) {
        self.foreground = foreground
        self.isBold = isBold
        self.isDim = isDim
    }

    /// The parameters of SGR (ECMA-48 §8.3.117), separated by semicolons; empty changes nothing.
    var parameters: String {
        var parameters: [Int] = []
        if isBold { parameters.append(1) }
        if isDim { parameters.append(2) }
        if let foreground { parameters.append(foreground.foregroundParameter) }
        return parameters.map(String.init).joined(separator: ";")
    }
}
