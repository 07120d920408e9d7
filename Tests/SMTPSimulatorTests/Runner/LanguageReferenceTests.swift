import Foundation
import Testing

@testable import SMTPSimulator

@Suite("The language reference")
struct LanguageReferenceTests {
    @Test("has only examples that run green")
    func examples() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appending(path: "docs/script-language.md"), encoding: .utf8)
        let scripts = blocks(in: page)
        #expect(scripts.count >= 15)
        for script in scripts { expectGreen(script) }
    }

    /// The blocks whose info string is `smtp` alone.
    private func blocks(in page: String) -> [String] {
        var blocks: [String] = []
        var block: String?
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if let text = block {
                guard line == "```" else {
                    block = text + line + "\n"
                    continue
                }
                blocks.append(text)
                block = nil
            } else if line == "```smtp" {
                block = ""
            }
        }
        return blocks
    }
}
