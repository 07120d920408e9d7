import OctetText
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension Situation {
    /// The mark of the script language before such a line.
    package var mark: String { isQuestion ? "A: " : "C: " }

    var markLabel: Label { isQuestion ? .answerMark : .clientMark }

    var textLabel: Label { isQuestion ? .answerText : .clientText }

    /// What the prompt shows in brackets; nil where a command is the next thing.
    var place: String? {
        switch self {
        case .unconnected, .command, .question: nil
        case .header: "proxy"
        case .text: "text"
        case .response(let mechanism): mechanism.map { "auth \($0)" } ?? "auth"
        case .handshake: "tls"
        case .closed: "closed"
        case .paste: "paste"
        }
    }
}

extension Workbench {
    /// What stands before the next line: `C: `, `[text] C: `, `A: recipient bob@sim.example [accept] `.
    ///
    /// A script takes it for the mark alone.
    package var prompt: Line {
        let situation = situation
        var prompt = Line()
        if let place = places(in: situation) {
            // The bracket ends where it seems to end, whatever a client is called.
            prompt.append("[\(place.prefix { $0 != "]" })] ", .state)
        }
        prompt.append(situation.mark, situation.markLabel)
        guard display.prompt != .plain, case .question(let question, let proposal) = situation
        else { return prompt }
        let proposed = "[\(proposal.rawValue)] "
        let room = width - prompt.columns - proposed.count - Workbench.roomToType
        prompt.append(QuestionText.inPrompt(question, columns: room) + " ", .question)
        prompt.append(proposed, .state)
        return prompt
    }

    /// How many columns a prompt leaves for the line, if it can.
    private static let roomToType = 20

    /// What is in brackets before the mark.
    private func places(in situation: Situation) -> String? {
        switch display.prompt {
        case .plain: return nil
        case .place: return situation.place
        case .full:
            var words = [situation.place ?? stateWord] + QuestionText.client(of: simulator.world)
            // A narrow terminal has no room for all of them.
            let room = situation.isQuestion ? width / 4 : width / 2
            while words.count > 1, words.joined(separator: ", ").count > room {
                words.removeLast()
            }
            return words.joined(separator: ", ")
        }
    }

    /// The state, with the number of recipients.
    private var stateWord: String {
        let count = simulator.envelope.recipients.count
        return count == 0 ? simulator.phaseName : "\(simulator.phaseName) (\(count))"
    }
}

extension Workbench {
    /// What the trace says beside the state after a step: ` (2), TLS, user tim`.
    func besidesState(after step: Step) -> String {
        guard display.prompt == .full else { return "" }
        let count = step.after.machine.envelope.recipients.count
        let recipients = count == 0 ? "" : " (\(count))"
        return ([recipients] + QuestionText.client(of: step.after)).joined(separator: ", ")
    }
}

extension QuestionText {
    /// What is known of the client beside its envelope: `TLS`, `user tim`.
    static func client(of world: World) -> [String] {
        let user = world.machine.authenticatedUser.map {
            "user " + short(Array($0.utf8), columns: 20)
        }
        return [world.machine.tls == nil ? nil : "TLS", user].compactMap(\.self)
    }

    /// A question for a prompt: `recipient bob@sim.example`, cut to the columns that there are.
    static func inPrompt(_ question: Question, columns: Int) -> String {
        let hook = question.hook.rawValue
        let subject =
            switch question {
            case .data, .startTLS, .capabilities: ""
            case .message(_, let octets), .delivery(_, let octets): "of \(counted(octets, "octet"))"
            case .sender(let path, _) where path.isNull: "<>"
            case .connect, .hello, .verb, .sender, .recipient, .authenticate, .verify, .expand,
                .queue, .fetch, .reversal, .turned, .unknown:
                short(question.subject, columns: max(columns - hook.count - 1, 8))
            }
        return subject.isEmpty ? hook : "\(hook) \(subject)"
    }

    /// Foreign octets in a few columns, without what would end the bracket that follows or encloses them.
    static func short(_ octets: [UInt8], columns: Int) -> String {
        let shown = EscapedText.shown(octets, limit: 200)
        let safe = shown.firstRange(of: " [").map { String(shown[..<$0.lowerBound]) + "…" } ?? shown
        return EscapedText.clipped(safe, to: columns)
    }
}
