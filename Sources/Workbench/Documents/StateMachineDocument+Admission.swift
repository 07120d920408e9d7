import SMTPGrammar
import SMTPSession

extension StateMachineDocument {
    /// A row for each verb, a column for each state.
    static var admissionTable: String {
        let sessions = situations.map { ($0.name, session(behind: $0.lines)) }
        let head = "| verb | " + sessions.map(\.0).joined(separator: " | ") + " |\n"
        let rule = "|---|" + sessions.map { _ in "---|" }.joined() + "\n"
        let rows = Verb.allCases.map { verb in
            let cells = sessions.map { cell(verb, $0.1) }
            return "| \(verb.name) | \(cells.joined(separator: " | ")) |"
        }
        return head + rule + rows.joined(separator: "\n")
    }

    private static func cell(_ verb: Verb, _ session: Session) -> String {
        guard let rule = session.admission(of: verb) else { return "✓" }
        return "\(rule.code) [\(rule.id)](rules.md#\(rule.id.filter { $0 != "." }))"
    }

    private static let situations: [(name: String, lines: [String])] = [
        ("HELLO", []), ("MAIL", ["EHLO client.example"]),
        ("RCPT", ["EHLO client.example", "MAIL FROM:<>"]),
        (
            "RCPT, recipient accepted",
            ["EHLO client.example", "MAIL FROM:<>", "RCPT TO:<postmaster>"]
        ),
    ]

    private static func session(behind lines: [String]) -> Session {
        var configuration = Configuration()
        configuration.questions = []
        var session = Session(configuration)
        _ = try? session.receive(.connected(Peer()))
        for line in lines { _ = try? session.receive(.bytes(Array("\(line)\r\n".utf8))) }
        return session
    }
}
