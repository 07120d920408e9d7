import SMTPGrammar
import SMTPSession
import SMTPSimulator
import Testing

@testable import Workbench

@Suite("Parameters by their declarations")
struct DeclaredParameterTests {
    /// A screen inside TLS whose server offers everything.
    private func screen(inTransaction: Bool = false) -> Screen {
        var configuration = Configuration()
        configuration.extensions = .all
        var screen = Screen(SimulatorSettings(configuration: configuration))
        screen.begin()
        screen.type("EHLO client.example", "STARTTLS", ":tls", "EHLO client.example")
        if inTransaction { screen.type("MAIL FROM:<ann@client.example>") }
        screen.clear()
        return screen
    }

    private func candidates(_ line: String, _ screen: Screen) -> [String] {
        let line = Array(line.utf8)
        return screen.bench.suggestions(for: line, cursor: line.count).candidates.map(\.text)
    }

    @Test("Tab completes every parameter", arguments: SMTPExtension.known)
    func completion(known: SMTPExtension) {
        for parameter in known.parameters {
            let screen = screen(inTransaction: parameter.verb == .rcpt)
            let typed = "\(parameter.verb.declaration.syntax) \(parameter.keyword.prefix(3))"
            let found = candidates(typed, screen)
            for completion in parameter.completions {
                #expect(found.contains(completion.text), "\(completion.text)")
            }
        }
    }

    @Test(":can lists every parameter", arguments: SMTPExtension.known)
    func can(known: SMTPExtension) {
        for parameter in known.parameters {
            var screen = screen(inTransaction: parameter.verb == .rcpt)
            let shown = screen.answer(to: ":can").split { $0 == " " || $0 == "\n" }.map(String.init)
            for syntax in parameter.syntax {
                #expect(
                    shown.contains { $0 == syntax.split(separator: " ").first ?? "" }, "\(syntax)")
            }
        }
    }

    @Test(
        ":explain has an article on every parameter, and takes its example apart",
        arguments: SMTPExtension.known)
    func explain(known: SMTPExtension) {
        for parameter in known.parameters {
            #expect(Reference.entry(for: parameter.keyword)?.paragraphs.isEmpty == false)
            var screen = screen(inTransaction: parameter.verb == .rcpt)
            let line = "\(parameter.verb.declaration.syntax) \(parameter.exampleText)"
            let shown = screen.answer(to: ":explain \(line)")
            #expect(shown.contains("# \(parameter.keyword) "), "\(shown)")
        }
    }
}
