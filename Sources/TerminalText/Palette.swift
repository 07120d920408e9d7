/// How the sixteen colours look where there is no terminal that says so: in pictures.
package struct Palette: Hashable, Sendable {
    /// The colour of the screen, as CSS writes it.
    package var background: String
    /// The colour of text without a look.
    package var foreground: String
    /// The colour of dim text.
    package var dim: String
    /// The colours, from black to bright white.
    package var colours: [String]

    /// Light colours on a dark screen, each with enough contrast to be read.
    package static let dark = Palette(
        background: "#0d1117", foreground: "#e6edf3", dim: "#9198a1",
        colours: [
            "#484f58", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4",
            "#6e7681", "#ffa198", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#ffffff",
        ])

    func colour(of style: Style) -> String {
        guard let colour = style.foreground else { return style.isDim ? dim : foreground }
        return colours[colour.rawValue]
    }
}
