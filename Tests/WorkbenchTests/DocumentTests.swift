import Foundation
import SMTPSession
import TerminalText
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

    @Test("docs/extensions.md has scripts for every extension")
    func extensions() throws {
        let file = Self.docs.appending(path: "extensions.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        for known in SMTPExtension.known {
            let section = text.components(separatedBy: "## \(known.keyword)\n").last ?? ""
            let own = section.components(separatedBy: "\n## ")[0]
            #expect(own.contains("\nScripts: ["), "\(known.keyword)")
        }
    }

    @Test("docs/state-machine.md is what smtpsim generate-docs writes")
    func stateMachine() throws { try expect("state-machine.md", StateMachineDocument.text) }

    @Test("the pictures in docs/pictures are what smtpsim generate-docs writes")
    func pictures() throws {
        for (name, picture) in Pictures.all(version: "0.1.0") {
            try expect("pictures/\(name).svg", Pictures.svg(picture))
        }
    }

    @Test("each picture is small, and is shown in the documentation with its description")
    func shownPictures() throws {
        let root = Self.docs.deletingLastPathComponent()
        let pages = [
            try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8),
            try String(contentsOf: Self.docs.appending(path: "guide.md"), encoding: .utf8),
        ]
        for (name, picture) in Pictures.all(version: "0.1.0") {
            #expect(Pictures.svg(picture).utf8.count < 60_000)
            let isShown = pages.contains { page in
                page.contains("![\(picture.description)](")
                    && page.contains("pictures/\(name).svg)")
            }
            #expect(isShown, "![\(picture.description)](pictures/\(name).svg)")
        }
    }

    @Test("docs/sasl.md is what smtpsim generate-docs writes")
    func sasl() throws { try expect("sasl.md", SASLDocument.text) }

    @Test("docs/export.md is what smtpsim generate-docs writes")
    func export() throws { try expect("export.md", ExportDocument.text) }

    @Test("the table in docs/lint.md is what smtpsim generate-docs writes")
    func lint() throws {
        let file = Self.docs.appending(path: "lint.md")
        try expect("lint.md", LintDocument.updated(String(contentsOf: file, encoding: .utf8)))
    }

    private func expect(_ name: String, _ text: String) throws {
        let file = Self.docs.appending(path: name)
        let isCurrent = try String(contentsOf: file, encoding: .utf8) == text
        #expect(isCurrent, "\(name) is old: run smtpsim generate-docs docs")
    }
}
