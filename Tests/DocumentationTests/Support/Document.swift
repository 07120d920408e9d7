import Foundation
import Testing

/// A text of this repository, with its place.
struct Document: Sendable, CustomTestStringConvertible {
    /// The path below the repository's folder: `docs/guide.md`.
    let path: String

    var url: URL { Document.repository.appendingPathComponent(path) }
    var testDescription: String { path }

    func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }

    func blocks() throws -> [FencedBlock] { FencedBlock.all(in: try text()) }

    /// The repository's folder.
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// README and everything in docs, sorted.
    static let all: [Document] = {
        let found = FileManager.default.subpaths(atPath: repository.path + "/docs") ?? []
        let docs = found.filter { $0.hasSuffix(".md") }.map { "docs/" + $0 }
        return (["README.md"] + docs.sorted()).map { Document(path: $0) }
    }()

    /// Those with blocks in a language.
    static func all(with language: FencedBlock.Language) -> [Document] {
        all.filter { document in
            let blocks = (try? document.blocks()) ?? []
            return blocks.contains { $0.language == language.rawValue }
        }
    }

    /// The course and its front door, whose scripts are whole.
    static let course = [Document(path: "README.md"), Document(path: "docs/guide.md")]
}
