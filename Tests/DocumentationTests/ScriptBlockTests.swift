import SMTPSimulator
import Testing

@Suite("Scripts in the texts")
struct ScriptBlockTests {
    @Test(
        "Every script in the front door and the course ends as the text says",
        arguments: Document.course)
    func scriptsRun(_ document: Document) throws {
        let scripts = try document.blocks().filter { $0.language == "smtp" }
        for block in scripts {
            let name = block.fileName ?? "\(document.path):\(block.line)"
            let report = ScriptRunner().run(Array(block.text.utf8), name: name)
            let lines = report.lines.joined(separator: "\n")
            if block.isToFail {
                #expect(hasFailed(report), "\(document.path):\(block.line)\n\(lines)")
            } else {
                #expect(report.outcome == .passed, "\(document.path):\(block.line)\n\(lines)")
            }
        }
        #expect(document.path == "README.md" || !scripts.isEmpty)
    }

    private func hasFailed(_ report: ScriptReport) -> Bool {
        switch report.outcome {
        case .failed, .invalid: true
        case .passed, .skipped: false
        }
    }
}
