import SMTPSession
import SMTPSimulator

extension Workbench {
    /// The rest of the usual line that begins as what is typed does, letters compared without regard to case;
    /// empty for none.
    package func usualRest(of line: [UInt8]) -> String {
        let typed = String(decoding: line, as: UTF8.self)
        guard display.ghost == .on, !typed.isEmpty else { return "" }
        let usual = usualLines.first {
            $0.count > typed.count && $0.lowercased().hasPrefix(typed.lowercased())
        }
        return usual.map { String($0.dropFirst(typed.count)) } ?? ""
    }

    /// What is usually typed in this situation, the likeliest first.
    private var usualLines: [String] {
        switch situation {
        case .command, .unconnected: usualCommands
        case .handshake: [":tls"]
        case .closed: [":connect"]
        case .header, .text, .response, .question, .paste: []
        }
    }

    /// The commands of a mail transaction that are in order now.
    private var usualCommands: [String] {
        let name = seen.clientNames.first ?? "client.example"
        let usual = [
            "EHLO \(name)", "MAIL FROM:<ann@client.example>", "RCPT TO:<bob@sim.example>", "DATA",
            "QUIT",
        ]
        let admitted = simulator.admittedVerbs
        return usual.filter { line in
            admitted.contains { line.hasPrefix($0 + " ") || line == $0 }
        }
    }
}
