import OctetText

/// A screen as a picture in SVG, which needs nothing but a font of even width.
///
///     Picture("First contact", "A session, in which …", lines).svg(.dark, .dark)
///
/// The same lines give the same octets.
package struct Picture: Hashable, Sendable {
    /// What stands in the title bar.
    package var title: String
    /// What it shows, in a sentence, for whoever does not see it.
    package var description: String
    package var lines: [Line]

    package init(_ title: String, _ description: String, _ lines: [Line]) {
        self.title = title
        self.description = description
        self.lines = lines
    }

    /// Writes the picture with a theme's looks, and with colours for them.
    package func svg(_ theme: Theme, _ palette: Palette) -> String {
        let rows = lines.enumerated().map { index, line in
            text(theme.pieces(of: line), y: Measure.top + index * Measure.lineHeight, theme)
        }
        return ([opening(palette)] + styles(theme, palette) + frame(palette) + rows + ["</svg>"])
            .map { $0 + "\n" }.joined()
    }

    /// In pixels.
    private enum Measure {
        static let fontSize = 14
        static let lineHeight = 20
        static let margin = 16
        static let bar = 32
        /// The baseline of the first line.
        static let top = bar + 24
        /// Tenths of a pixel: a font of even width is about 0.6 as wide as it is high.
        static let columnTenths = 85
        static let narrowest = 60
    }

    private var width: Int {
        let columns = max(lines.map(\.columns).max() ?? 0, Measure.narrowest)
        return 2 * Measure.margin + columns * Measure.columnTenths / 10
    }

    private var height: Int {
        Measure.top + (lines.count - 1) * Measure.lineHeight + Measure.margin
    }

    private func opening(_ palette: Palette) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(width)" height="\(height)" \
        viewBox="0 0 \(width) \(height)">
        <title>\(Picture.escaped(title))</title>
        <desc>\(Picture.escaped(description))</desc>
        """
    }

    /// The looks of the labels that occur, one class each.
    private func styles(_ theme: Theme, _ palette: Palette) -> [String] {
        let used = Set(lines.flatMap(\.runs).map(\.label))
        let rows = Label.allCases.filter(used.contains).compactMap { label -> String? in
            guard let style = theme.styles[label] else { return nil }
            let weight = style.isBold ? ";font-weight:bold" : ""
            return ".\(label.rawValue){fill:\(palette.colour(of: style))\(weight)}"
        }
        let fonts = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"
        return [
            "<style>",
            "text{font:\(Measure.fontSize)px \(fonts);fill:\(palette.foreground);white-space:pre}",
        ] + rows + ["</style>"]
    }

    /// The screen, and the bar with the title.
    private func frame(_ palette: Palette) -> [String] {
        let lights = [palette.colours[1], palette.colours[3], palette.colours[2]]
        let dots = lights.enumerated().map { index, colour in
            "<circle cx=\"\(20 + 18 * index)\" cy=\"17\" r=\"5\" fill=\"\(colour)\"/>"
        }
        return [
            """
            <rect width="\(width)" height="\(height)" rx="8" fill="\(palette.background)"/>
            """
        ] + dots + [
            """
            <text x="\(width / 2)" y="22" text-anchor="middle" style="fill:\(palette.dim)">\
            \(Picture.escaped(title))</text>
            """
        ]
    }

    private func text(_ runs: [Line.Run], y: Int, _ theme: Theme) -> String {
        let spans = runs.map { run in
            let text = Picture.escaped(run.text)
            guard theme.styles[run.label] != nil else { return text }
            return "<tspan class=\"\(run.label.rawValue)\">\(text)</tspan>"
        }
        return """
            <text x="\(Measure.margin)" y="\(y)" xml:space="preserve">\(spans.joined())</text>
            """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}

extension Theme {
    /// The runs of a line as they would be written, what does not show as itself escaped.
    func pieces(of line: Line) -> [Line.Run] {
        line.runs.map { Line.Run(EscapedText.shown($0.text), $0.label) }
    }
}
