import ArgumentParser
import Workbench

/// `smtpsim generate-docs DIR`: writes the documents that are generated from tables.
struct GenerateDocs: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the generated documents to a folder.", shouldDisplay: false)

    @Argument(help: "The folder: docs.")
    var folder: String

    func run() throws {
        let documents = [
            ("commands.md", CommandsDocument.text), ("rules.md", RulesDocument.text),
            ("extensions.md", ExtensionsDocument.text),
            ("state-machine.md", StateMachineDocument.text),
        ]
        for (name, text) in documents {
            do {
                try DiskFiles().write(Array(text.utf8), to: "\(folder)/\(name)")
            } catch {
                throw Failure(error.description)
            }
        }
    }
}
