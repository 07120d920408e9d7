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
        ":explain knows a parameter with its value, and says what the value is",
        arguments: SMTPExtension.known)
    func explainValue(known: SMTPExtension) {
        for parameter in known.parameters {
            let word = parameter.exampleText.split(separator: " ").first.map(String.init) ?? ""
            let article = Reference.entries(for: word).first { $0.kind == .parameter }
            #expect(article?.title == "parameter \(parameter.keyword)", "\(word)")
            let text = article?.paragraphs.joined(separator: " ") ?? ""
            #expect(text.contains(parameter.form.description), "\(text)")
        }
    }

    @Test(":explain knows what EHLO lists after a keyword, and Tab completes it in XCLIENT")
    func attributes() {
        #expect(Reference.entries(for: "RCPTMAX=100").map(\.title) == ["LIMITS"])
        #expect(
            Reference.entries(for: "addr=192.0.2.1").map(\.title) == ["XCLIENT", "XFORWARD"])
        let screen = screen()
        #expect(candidates("XCLIENT ADDR=192.0.2.1 N", screen) == ["NAME="])
        #expect(!candidates("XFORWARD IDENT=a ", screen).contains("IDENT="))
        #expect(candidates("BDAT 10 ", screen) == ["LAST"])
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
