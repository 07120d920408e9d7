import Foundation
import Testing

@testable import Workbench

@Suite("Generated documents")
struct DocumentTests {
    private static let docs = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs")

    @Test("docs/commands.md is what smtpsim generate-docs writes")
    func commands() throws { try expect("commands.md", CommandsDocument.text) }

    @Test("docs/rules.md is what smtpsim generate-docs writes")
    func rules() throws { try expect("rules.md", RulesDocument.text) }

    @Test("docs/extensions.md is what smtpsim generate-docs writes")
    func extensions() throws { try expect("extensions.md", ExtensionsDocument.text) }

    @Test("docs/state-machine.md is what smtpsim generate-docs writes")
    func stateMachine() throws { try expect("state-machine.md", StateMachineDocument.text) }

    @Test("docs/sasl.md is what smtpsim generate-docs writes")
    func sasl() throws { try expect("sasl.md", SASLDocument.text) }

    private func expect(_ name: String, _ text: String) throws {
        let file = Self.docs.appending(path: name)
        let isCurrent = try String(contentsOf: file, encoding: .utf8) == text
        #expect(isCurrent, "\(name) is old: run smtpsim generate-docs docs")
    }
}
