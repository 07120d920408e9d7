import Foundation
import Testing

@testable import Workbench

@Suite("Generated documents")
struct DocumentTests {
    private static let docs = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs")

    @Test(
        "docs/ is what smtpsim generate-docs writes",
        arguments: [
            ("commands.md", CommandsDocument.text), ("rules.md", RulesDocument.text),
            ("state-machine.md", StateMachineDocument.text),
        ])
    func current(_ name: String, _ text: String) throws {
        let file = Self.docs.appending(path: name)
        #expect(
            try String(contentsOf: file, encoding: .utf8) == text, "run smtpsim generate-docs docs")
    }
}
