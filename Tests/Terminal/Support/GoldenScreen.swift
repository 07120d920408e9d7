import Foundation
import Testing

/// A screen as it is to be, in a text file beside the tests: `Screens/first-contact-80.txt`.
///
/// With `UPDATE_SCREENS=1` in the environment, the files are written as the screens are.
struct GoldenScreen {
    private let url: URL

    init(_ name: String, columns: Int) {
        url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Screens/\(name)-\(columns).txt")
    }

    /// Compares the screen with the file; says where the two differ first.
    func expect(_ terminal: PseudoTerminal) throws {
        let rows = terminal.screen.text
        let text = rows.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["UPDATE_SCREENS"] == "1" {
            return try text.write(to: url, atomically: true, encoding: .utf8)
        }
        let file = try String(contentsOf: url, encoding: .utf8)
        let golden = file.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
        let place = zip(rows, golden).prefix { $0 == $1 }.count
        let (row, expected) = (rows.dropFirst(place).first, golden.dropFirst(place).first)
        #expect(
            text == file,
            """
            \(url.lastPathComponent), line \(place + 1): \
            expected \(expected ?? "the end"), got \(row ?? "the end")
            """)
    }
}

extension PseudoTerminal {
    /// Types a line, and waits until the prompt is there again below it.
    func typeLine(_ line: String) throws {
        let count = screen.text.count
        try type(line + "\r")
        try wait(for: "the prompt after \(line)") {
            screen.text.count > count && screen.text.last.map(Self.isPrompt) == true
        }
    }

    /// Whether a row is a prompt at which nothing is typed yet.
    private static func isPrompt(_ row: String) -> Bool {
        row == "C:" || row.hasSuffix("] C:") || row.hasPrefix("A: ") && row.hasSuffix("]")
    }
}
