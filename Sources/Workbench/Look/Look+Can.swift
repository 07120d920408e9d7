import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension CanCommand: PageCommand {
    func page(_ look: Look) -> Page { look.can() }
}

extension Look {
    /// `:can`: what the client may send now, with syntax.
    func can() -> Page {
        var page = page
        if let question = simulator.openQuestion {
            page.say("The \(question.hook.rawValue) question is open: answer it.", .question)
            page.table(answers(to: question.hook))
            return page
        }
        switch simulator.expectation {
        case .command: addCommands(to: &page)
        case .content:
            page.say(
                "Message text, line by line; a line with a single dot ends it. A line that "
                    + "begins with a dot needs one more in front.")
        case .authentication: page.say("A SASL response in base64, or * to cancel.")
        case .handshake: page.say("The TLS handshake: :tls does it.")
        case .connection: page.say("The connection is not open: :connect, or just type.")
        case .nothing: page.say("Nothing: the connection is closed. :connect opens another.")
        }
        return page
    }

    private func answers(to hook: Hook) -> [(String, String)] {
        hook.answers.map {
            ($0.syntax.isEmpty ? $0.rawValue : "\($0.rawValue) \($0.syntax)", $0.summary)
        }
    }

    private func addCommands(to page: inout Page) {
        for verb in VerbDeclaration.sorted(simulator.admittedVerbs) {
            guard verb != Verb.auth.name else {
                offeredMechanisms.forEach { page.show("AUTH \($0)") }
                continue
            }
            page.words(Reference.syntax(of: verb).split(separator: " ").map(String.init), gap: 1)
            let words = offeredExtensions.flatMap(\.parameters)
                .filter { $0.verb.name == verb }.flatMap(\.syntax)
            guard !words.isEmpty else { continue }
            page.words(words, gap: 2, .hint, indentation: 5)
        }
        let refused = refusals()
        guard !refused.isEmpty else { return }
        page.say("Not now:")
        page.table(refused)
    }

    /// The verbs that the server knows and would refuse now, with the rule's sentence.
    private func refusals() -> [(String, String)] {
        guard let session else { return [] }
        return VerbDeclaration.taught.map(\.verb).compactMap { verb in
            guard let rule = session.admission(of: verb), rule != .notImplemented else {
                return nil
            }
            return (verb.name, "\(rule.text) (\(rule.id))")
        }
    }
}
