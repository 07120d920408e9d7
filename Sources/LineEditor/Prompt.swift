/// The text before a line that is being typed, such as `C: `.
package struct Prompt: Hashable, Sendable {
    /// The visible text: one line that ends with a space, with no control characters.
    package let text: String

    /// Parameters of the terminal's Select Graphic Rendition, such as `1;36` for bold cyan.
    ///
    /// Digits and semicolons only; empty for a plain prompt.
    package let style: String

    /// Leaves control characters out of the text, ends it with a space, and takes any other style for none.
    package init(_ text: String, style: String = "") {
        var visible = String(String.UnicodeScalarView(text.unicodeScalars.filter(\.isPrintable)))
        if !visible.hasSuffix(" ") { visible += " " }
        self.text = visible
        let isParameters = style.utf8.allSatisfy { $0 == 0x3B || (0x30...0x39).contains($0) }
        self.style = isParameters ? style : ""
    }

    /// The prompt with its escape sequences, each enclosed in `mark`.
    ///
    /// The last space stands after the reset: libedit loses a sequence at the very end of a prompt, and
    /// the colour would run on into the line.
    func escaped(mark: String) -> String {
        guard !style.isEmpty else { return text }
        return "\(mark)\u{1B}[\(style)m\(mark)\(text.dropLast())\(mark)\u{1B}[0m\(mark) "
    }
}
