import OctetText

/// The table that turns labels into looks; the only source of escape codes.
package struct Theme: Hashable, Sendable {
    /// The look of each label; a missing label looks like plain text.
    package var styles: [Label: Style]

    package init(styles: [Label: Style]) { self.styles = styles }

    /// Writes a line, without a line end.
    ///
    /// Whatever the line contains, the only escape codes in the result are the theme's: what does not
    /// show as itself is escaped.
    package func render(_ line: Line) -> String { line.runs.map(render).joined() }

    private func render(_ run: Line.Run) -> String {
        let text = EscapedText.shown(run.text)
        guard let parameters = styles[run.label]?.parameters, !parameters.isEmpty else {
            return text
        }
        return "\u{1B}[\(parameters)m\(text)\u{1B}[0m"
    }
}
