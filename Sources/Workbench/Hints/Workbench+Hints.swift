import OctetText
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

extension Workbench {
    /// Whether the prompt gives hints; a quiet one does not.
    package var givesHints: Bool {
        get { hints.isOn }
        set { hints.isOn = newValue }
    }

    /// What there is to say about Ctrl-C, which drops the line being typed.
    mutating func hintOnInterrupt() -> [Line] {
        guard let place = Occasion.Place(situation) else { return [] }
        return hint(on: Occasion(place, .interrupt, after: simulator))
    }

    /// Does something about a line, and gives a hint if one is due.
    mutating func hinting(
        about line: [UInt8], _ meaning: LineMeaning, _ body: (inout Workbench) -> [Line]
    ) -> [Line] {
        guard let place = Occasion.Place(situation), let act = Occasion.Act(meaning) else {
            return body(&self)
        }
        let count = simulator.steps.count
        let lines = body(&self)
        let occasion = Occasion(
            place, act, line: meaning.sent ?? line, command: meaning.commandName,
            stepsBefore: count, after: simulator)
        return lines + hint(on: occasion)
    }

    private mutating func hint(on occasion: Occasion) -> [Line] {
        guard let text = hints.hint(on: occasion) else { return [] }
        return page { $0.say("hint: " + text, .hint) }
    }
}

extension Occasion.Place {
    /// Where a line is entered; nil where no hint is given.
    fileprivate init?(_ situation: Situation) {
        switch situation {
        case .unconnected, .command: self = .command
        case .text: self = .text
        case .response: self = .response
        case .handshake: self = .handshake
        case .closed: self = .closed
        case .header, .question, .paste: return nil
        }
    }
}

extension Occasion.Act {
    fileprivate init?(_ meaning: LineMeaning) {
        switch meaning {
        case .command, .client: self = .line
        case .marked(let line) where line.kind.sends: self = .line
        case .idle: self = .idle
        case .server: self = .server
        case .marked, .gathered, .answer, .faulty, .next: return nil
        }
    }
}

extension LineMeaning {
    /// What the client sends, where that is not the line itself.
    fileprivate var sent: [UInt8]? {
        guard case .marked(let line) = self else { return nil }
        return line.typed.map { Array($0.utf8) }
    }

    /// The name of a command, abbreviated or not.
    fileprivate var commandName: String? {
        guard case .command(let octets) = self else { return nil }
        let text = String(decoding: octets.prefix(40), as: UTF8.self).drop { $0 == " " }
        let name = String(text.prefix { $0 != " " && $0 != "\t" })
        let types = PromptCommand.types(prefix: name)
        return types.count == 1 ? types[0].definition.name : name
    }
}
