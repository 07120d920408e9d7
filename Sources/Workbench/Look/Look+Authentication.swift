import OctetText
import SASL
import SMTPDriver
import SMTPGrammar
import SMTPSession
import SMTPSimulator
import TerminalText

extension AuthCommand: WorkbenchCommand {
    /// `:auth`: types the exchange, and says what each message is made of.
    func perform(on workbench: inout Workbench) -> [Line] {
        let before = workbench.simulator.steps.count
        let lines = workbench.change(PromptCommand(self))
        guard workbench.simulator.steps.count > before, let step = workbench.simulator.steps.last
        else { return lines }
        let showsSecrets = workbench.showsSecrets
        return lines
            + workbench.page { page in
                page.explain(step.events, of: mechanism, showsSecrets: showsSecrets)
            }
    }
}

extension Page {
    /// Adds what the messages of an exchange are made of: a row a part.
    ///
    ///     C: n    tim (the user's name)
    fileprivate mutating func explain(
        _ events: [Event], of mechanism: Mechanism, showsSecrets: Bool
    ) {
        var rows: [(String, String)] = []
        for message in AuthenticationMessage.all(in: events) {
            let parts =
                switch message.side {
                case .client(let index):
                    mechanism.parts(ofResponse: message.octets, index: index)
                case .server: mechanism.parts(ofChallenge: message.octets)
                }
            for part in parts ?? [] where !message.octets.isEmpty {
                rows.append(
                    ("\(message.mark): \(part.name)", message.text(part, showsSecrets)))
            }
        }
        guard !rows.isEmpty else { return }
        let reference = mechanism.reference.isEmpty ? "" : " (\(mechanism.reference))"
        say("\(mechanism.name)\(reference), what the base64 says:")
        table(rows)
    }
}

/// A message of a SASL exchange, without its base64.
private struct AuthenticationMessage {
    enum Side {
        case client(index: Int)
        case server
    }

    let side: Side
    let octets: [UInt8]

    var mark: String {
        switch side {
        case .client: "C"
        case .server: "S"
        }
    }

    func text(_ part: MessagePart, _ showsSecrets: Bool) -> String {
        let isShown = part.secrecy == .shown || showsSecrets
        let value = isShown ? EscapedText.inLine(octets[part.range]) : Secret.mask
        guard !value.isEmpty else { return part.meaning }
        return "\(EscapedText.clipped(value, to: 60)) (\(part.meaning))"
    }

    static func all(in events: [Event]) -> [AuthenticationMessage] {
        var messages: [AuthenticationMessage] = []
        for event in events {
            switch event {
            case .read(let reading):
                guard let secret = reading.secret, let index = index(of: reading),
                    let octets = try? Base64.decode(reading.octets[secret.range])
                else { continue }
                messages.append(AuthenticationMessage(side: .client(index: index), octets: octets))
            case .reply(let reply):
                guard reply.code == 334, let octets = try? Base64.decode(reply.text) else {
                    continue
                }
                messages.append(AuthenticationMessage(side: .server, octets: octets))
            case .sent, .fault, .substituted, .decided, .asking, .note, .transition, .message,
                .startTLS,
                .secured, .closedByServer, .closedByClient, .shutdown, .connected, .waited:
                continue
            }
        }
        return messages
    }

    private static func index(of reading: Reading) -> Int? {
        switch reading.kind {
        case .command: 0
        case .response(mechanism: _, let index): index
        case .text, .chunk, .dropped: nil
        }
    }
}
