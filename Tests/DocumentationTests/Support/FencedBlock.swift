import Foundation

/// A block between fences of backticks.
///
///     ```smtp greylist.smtp fails
///
/// The first word says what it is written in; the second names the file that it is; `fails` says that
/// what it expects is not met, because the text shows that.
struct FencedBlock: Sendable {
    enum Language: String {
        case console, smtp, swift, python
    }

    let language: String
    let fileName: String?
    let isToFail: Bool
    /// The number of its first line in the text, from 1.
    let line: Int
    let lines: [String]

    var text: String { lines.map { $0 + "\n" }.joined() }

    static func all(in text: String) -> [FencedBlock] {
        var blocks: [FencedBlock] = []
        var open: (words: [String], line: Int)?
        var lines: [String] = []
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            guard line.hasPrefix("```") else {
                if open != nil { lines.append(line) }
                continue
            }
            if let (words, line) = open {
                blocks.append(FencedBlock(words, line: line, lines))
                open = nil
            } else {
                open = (line.dropFirst(3).split(separator: " ").map(String.init), index + 2)
                lines = []
            }
        }
        return blocks
    }

    private init(_ words: [String], line: Int, _ lines: [String]) {
        language = words.first ?? ""
        fileName = words.dropFirst().first
        isToFail = words.contains("fails")
        self.line = line
        self.lines = lines
    }
}
