import Foundation
import Testing

@Suite("What docs/listen.md shows of the operator")
struct OperatorTextTests {
    /// The blocks of the text that show the operator at work.
    private static func blocks() throws -> [[String]] {
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: repository.appendingPathComponent("docs/listen.md"), encoding: .utf8)
        let parts = text.components(separatedBy: "```operator\n").dropFirst()
        return parts.compactMap { $0.components(separatedBy: "\n```").first }
            .map { $0.components(separatedBy: "\n") }
    }

    @Test("Each is what happens if clients send and the operator types what it shows")
    func blocksAreTrue() throws {
        let blocks = try Self.blocks()
        #expect(blocks.count >= 3)
        for block in blocks {
            let actual = Self.played(block)
            #expect(Self.agrees(block[...], actual[...]), "\(block)\n\(actual)")
        }
    }

    /// What the screen shows.
    private static func played(_ block: [String]) -> [String] {
        var server = ModelServer()
        var clients: Set<Int> = []
        var screen: [String] = []
        for line in block {
            let before = server.shown.count
            let prompt = server.prompt
            if line.hasPrefix(prompt) {
                screen.append(line)
                server.type(String(line.dropFirst(prompt.count)))
            } else if let number = Int(line.prefix { $0.isNumber }) {
                let rest = line.drop { $0.isNumber }
                if clients.insert(number).inserted { server.connect(number) }
                if rest.hasPrefix(" C: ") { server.send(number, String(rest.dropFirst(4))) }
            }
            screen += server.shown[before...]
        }
        return screen
    }

    /// Whether lines are as the text has them, where `…` stands for any number of lines.
    private static func agrees(
        _ expected: ArraySlice<String>, _ actual: ArraySlice<String>
    ) -> Bool {
        guard let first = expected.first else { return actual.isEmpty }
        guard first == "…" else {
            return first == actual.first && agrees(expected.dropFirst(), actual.dropFirst())
        }
        return (0...actual.count).contains {
            agrees(expected.dropFirst(), actual.dropFirst($0))
        }
    }
}
