import Foundation
import Testing

@Suite("Swift in the texts")
struct SwiftBlockTests {
    /// The texts whose Swift is that of the programs in Examples.
    private static let documents = Document.course + [Document(path: "docs/architecture.md")]

    @Test("Swift in a text is an excerpt of a program in Examples", arguments: documents)
    func blocksAreExcerpts(_ document: Document) throws {
        let programs = try SwiftBlockTests.programs()
        #expect(programs.count >= 2)
        for block in try document.blocks() where block.language == "swift" {
            for piece in SwiftBlockTests.pieces(block.lines) {
                let isExcerpt = programs.contains { SwiftBlockTests.contains($0, piece) }
                #expect(
                    isExcerpt,
                    "\(document.path):\(block.line): in no program:\n\(piece.joined(separator: "\n"))"
                )
            }
        }
    }

    /// The lines between lines that are `…`, without indentation and blank lines.
    private static func pieces(_ lines: [String]) -> [[String]] {
        normalized(lines).split { $0 == "…" || $0 == "// …" }.map(Array.init)
    }

    private static func programs() throws -> [[String]] {
        let folder = Document.repository.appendingPathComponent("Examples")
        let files = FileManager.default.subpaths(atPath: folder.path) ?? []
        return try files.filter { $0.hasSuffix(".swift") }.map {
            let url = folder.appendingPathComponent($0)
            return normalized(
                try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n"))
        }
    }

    private static func normalized(_ lines: [String]) -> [String] {
        lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    private static func contains(_ program: [String], _ piece: [String]) -> Bool {
        guard program.count >= piece.count else { return false }
        return (0...(program.count - piece.count)).contains {
            program[$0..<($0 + piece.count)].elementsEqual(piece)
        }
    }
}
