import Testing

@testable import TerminalText

@Suite("Pictures of the terminal")
struct PictureTests {
    private static func picture() -> Picture {
        var line = Line("C: ", .clientMark)
        line.append("MAIL FROM:<a&b>\u{1B}[2J", .clientText)
        return Picture("A \"title\"", "What it shows.", [line, Line("    ^ here", .caret)])
    }

    @Test("Text is escaped for XML, and control characters are visible")
    func escaped() {
        let svg = Self.picture().svg(.dark, .dark)
        #expect(svg.contains("</tspan>MAIL FROM:&lt;a&amp;b&gt;\\x1b[2J</text>"))
        #expect(svg.contains("<title>A &quot;title&quot;</title>"))
        #expect(svg.contains("<desc>What it shows.</desc>"))
        #expect(!svg.contains("\u{1B}"))
    }

    @Test("Each label that occurs has its look, and no other")
    func looks() {
        let svg = Self.picture().svg(.dark, .dark)
        #expect(svg.contains(".clientMark{fill:#79c0ff;font-weight:bold}"))
        #expect(svg.contains("<tspan class=\"caret\">    ^ here</tspan>"))
        #expect(!svg.contains(".trace{"))
        #expect(Self.picture().svg(.plain, .dark).contains("tspan") == false)
    }

    @Test("It grows with its lines, and fetches nothing")
    func size() {
        var picture = Self.picture()
        #expect(picture.svg(.dark, .dark).hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
        picture.lines += [Line(String(repeating: "x", count: 200))]
        #expect(picture.svg(.dark, .dark).contains("width=\"1732\" height=\"112\""))
        #expect(!picture.svg(.dark, .dark).contains("href"))
    }

    @Test("Every look can be read on its background", arguments: Theme.dark.styles.map(\.key))
    func contrast(_ label: Label) throws {
        let style = try #require(Theme.dark.styles[label])
        let text = try #require(Self.luminance(Palette.dark.colour(of: style)))
        let screen = try #require(Self.luminance(Palette.dark.background))
        // The contrast that WCAG 2 asks of text.
        #expect((text + 0.05) / (screen + 0.05) >= 4.5)
    }

    /// The relative luminance of `#rrggbb`, without the exact curve.
    private static func luminance(_ colour: String) -> Double? {
        guard let value = UInt32(colour.dropFirst(), radix: 16) else { return nil }
        let parts = [16, 8, 0].map { shift -> Double in
            let part = Double(value >> UInt32(shift) & 0xFF) / 255
            return part * part * (0.3 * part + 0.7)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
