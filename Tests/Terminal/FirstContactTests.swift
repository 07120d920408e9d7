import Testing

@Suite("Somebody who has never seen SMTP", .serialized)
struct FirstContactTests {
    private let program: Program

    init() throws { program = try Program() }

    @Test(
        "typing only what the screen suggests, the first 250 comes with the second line",
        arguments: [80, 40])
    func walk(_ columns: Int) throws {
        let terminal = try program.onTerminal(columns: columns)
        let banner = terminal.screen.text.prefix { !$0.hasPrefix("S: ") }.dropFirst()
        #expect(columns < 80 || banner.count == 1)
        let advice = banner.map { $0.dropFirst(2) }.joined(separator: " ")
        for word in ["Tab", ":can", ":quit"] { #expect(advice.contains(word)) }

        // The one suggestion that says that it teaches.
        let lesson = try #require(
            advice.split(separator: ",").first { $0.contains("teaches") }?
                .split(separator: " ").dropLast().joined(separator: " "))
        try terminal.type(lesson + "\r")
        try terminal.expect("QUIT")
        try terminal.wait(for: "the lesson") { terminal.screen.text.last == "C:" }
        let lines = suggestions(terminal.screen.text, after: lesson)
        let first = try #require(lines.first)
        #expect(first == "EHLO client.example")

        try terminal.type(first + "\r")
        try terminal.expect("250")
        for line in lines.dropFirst() { try terminal.type(line + "\r") }
        try terminal.wait(for: "the end") { terminal.screen.text.last == "[closed] C:" }
        let output = String(decoding: terminal.output, as: UTF8.self)
        #expect(output.contains("Message accepted as m1"))
        #expect(output.contains("| Subject: Hello"))
        #expect(!output.contains("error:"))
    }

    /// What stands alone at the left of the table: verbs, text, commands.
    private func suggestions(_ screen: [String], after command: String) -> [String] {
        let page = screen.drop { !$0.hasSuffix("C: " + command) }.dropFirst()
        let table = page.drop { !$0.hasPrefix("# EHLO") }.prefix { $0.hasPrefix("# ") }
        return table.map { $0.dropFirst(2) }.filter { !$0.hasPrefix(" ") }
            .map { line in String(line.firstRange(of: "  ").map { line[..<$0.lowerBound] } ?? line)
            }
    }
}
