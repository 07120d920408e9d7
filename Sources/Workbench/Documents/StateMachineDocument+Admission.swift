import SMTPGrammar
import SMTPSession

extension StateMachineDocument {
    /// A row for each verb, a column for each situation.
    static var admissionTable: String {
        let sessions = situations.map { ($0.name, session(after: $0.inputs)) }
        let head = "| verb | " + sessions.map(\.0).joined(separator: " | ") + " |\n"
        let rule = "|---|" + sessions.map { _ in "---|" }.joined() + "\n"
        let rows = VerbDeclaration.all.map(\.verb).map { verb in
            let cells = sessions.map { cell(verb, $0.1) }
            return "| \(verb.name) | \(cells.joined(separator: " | ")) |"
        }
        return head + rule + rows.joined(separator: "\n")
    }

    private static func cell(_ verb: Verb, _ session: Session) -> String {
        guard let rule = session.admission(of: verb) else { return "✓" }
        return "\(rule.code) [\(rule.id)](rules.md#\(rule.id.filter { $0 != "." }))"
    }

    /// What makes a difference: each name begins with the state.
    private static var situations: [(name: String, inputs: [Input])] {
        let hello = line("EHLO client.example")
        let mail = line("MAIL FROM:<>")
        return [
            ("HELLO", []), ("MAIL", [hello]), ("MAIL after HELO", [line("HELO client.example")]),
            ("MAIL inside TLS", [hello, line("STARTTLS"), .secured(TLSInfo()), hello]),
            (
                "MAIL, authenticated",
                [hello, line("AUTH CRAM-MD5"), .answer(.authenticated("ann"))]
            ),
            ("RCPT", [hello, mail]),
            ("RCPT, all refused", [hello, mail, line("RCPT TO:<>")]),
            ("RCPT, one accepted", [hello, mail, line("RCPT TO:<postmaster>")]),
        ]
    }

    private static func line(_ text: String) -> Input { .bytes(Array("\(text)\r\n".utf8)) }

    private static func session(after inputs: [Input]) -> Session {
        var configuration = Configuration()
        configuration.questions = HookSet(.auth)
        var session = Session(configuration)
        for input in [.connected(Peer())] + inputs { _ = try? session.receive(input) }
        return session
    }
}
