import Foundation
import Testing

@Suite("Generated texts")
struct GeneratedTextTests {
    @Test(
        "The generated texts are current",
        arguments: [
            "commands.md", "extensions.md", "formats.md", "rules.md", "state-machine.md",
            "pictures/first-contact.svg", "pictures/failing-run.svg",
        ])
    func textIsCurrent(_ name: String) throws {
        let workspace = try Workspace()
        let scripts = Document.repository.appendingPathComponent("Tests/Transcripts/Scripts")
        let (output, status) = try workspace.run(
            "mkdir generated && smtpsim generate-docs generated --scripts '\(scripts.path)'")
        #expect(status == 0, "\(output)")
        let generated = workspace.folder.appendingPathComponent("generated/\(name)")
        let kept = Document(path: "docs/\(name)").url
        let isCurrent = try Data(contentsOf: generated) == Data(contentsOf: kept)
        #expect(isCurrent, "docs/\(name) is not current; write it with: smtpsim generate-docs docs")
    }
}
