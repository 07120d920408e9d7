import Testing

@testable import TerminalText

@Suite("Lines and themes")
struct ThemeTests {
    static func reply() -> Line {
        var line = Line("S: ", .serverMark)
        line.append("550", .serverCode(550))
        line.append(" 5.1.1 No such user", .serverText)
        return line
    }

    @Test("Without colours a line is its text")
    func plain() {
        #expect(Theme.plain.render(Self.reply()) == "S: 550 5.1.1 No such user")
    }

    @Test("With colours each label has its look, and each look ends")
    func dark() {
        #expect(
            Theme.dark.render(Self.reply())
                == "\u{1B}[1mS: \u{1B}[0m\u{1B}[91m550\u{1B}[0m 5.1.1 No such user")
    }

    @Test("The plain theme writes no escape for any label", arguments: Label.allCases)
    func noEscape(label: Label) {
        #expect(Theme.plain.render(Line("text", label)) == "text")
    }

    @Test("The dark theme leaves only running text without a look")
    func everyLabel() {
        let unstyled = Label.allCases.filter { Theme.dark.styles[$0] == nil }
        #expect(unstyled == [.plain, .clientText, .serverText, .answerText])
        #expect(Theme.dark.styles.values.allSatisfy { !$0.parameters.isEmpty })
    }

    @Test("On a projector nothing is pale")
    func projector() {
        for (label, style) in Theme.projector.styles {
            #expect(!style.isDim && style.isBold, "\(label)")
            #expect([nil, .red, .magenta].contains(style.foreground), "\(label)")
        }
        #expect(Theme.projector.styles[.trace] == nil)
    }

    @Test("On a light background nothing is bright, yellow or cyan")
    func light() {
        for (label, style) in Theme.light.styles {
            #expect([nil, .red, .green, .blue, .magenta].contains(style.foreground), "\(label)")
        }
    }

    @Test(
        "Reply codes are labelled by class",
        arguments: [
            (220, .positiveCompletionCode), (354, .positiveIntermediateCode),
            (421, .transientNegativeCode), (599, .permanentNegativeCode), (199, .serverText),
            (600, .serverText),
        ] as [(Int, Label)])
    func codes(code: Int, label: Label) {
        #expect(Label.serverCode(code) == label)
    }

    @Test("Styles combine, and bright colours have their own parameters")
    func parameters() {
        #expect(Style().parameters == "")
        #expect(Style(.black).parameters == "30")
        #expect(Style(.white, isBold: true, isDim: true).parameters == "1;2;37")
        #expect(Style(.red, isReversed: true).parameters == "7;31")
        #expect(Style(.brightBlack).parameters == "90")
        #expect(Style(.brightWhite).parameters == "97")
    }

    @Test("An escape code in a line's text does not reach the terminal", arguments: Label.allCases)
    func injected(label: Label) {
        let line = Line("\u{1B}[2J\r\nS: 250 fake", label)
        #expect(Theme.plain.render(line) == "\\x1b[2J\\r\\nS: 250 fake")
        let coloured = Theme.dark.render(line)
        #expect(!coloured.contains("\u{1B}[2J"))
        #expect(!coloured.contains("\n"))
    }

    @Test("Neighbours with one label are one run, and empty text is none")
    func runs() {
        var line = Line("a", .tool)
        line.append("b", .tool)
        line.append("", .error)
        line.append("c", .tool)
        #expect(line.runs == [Line.Run("abc", .tool)])
        #expect(line == Line("abc", .tool))
        #expect(Line("", .error) == Line())
    }

    @Test("Lines are joined, and untrusted bytes made visible")
    func append() {
        var line: Line = "# "
        line.append(Line("密", .rule))
        line.append(untrusted: [0x9B], .clientText)
        #expect(line.text == "# 密\\x9b")
        #expect(line.columns == 8)
    }
}
