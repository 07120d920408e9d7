import SMTPScript
import OctetText
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension HelpCommand: PageCommand {
    /// `:help`: the overview, or the page about a command, a group or a topic.
    func show(_ look: Look, on page: inout Page) {
        guard let topic = rest else { return page.addOverview(look.simulator.openQuestion?.hook) }
        let name = (topic.hasPrefix(":") ? String(topic.dropFirst()) : topic).lowercased()
        let definitions = PromptCommand.types(prefix: name).map { $0.definition }
        if definitions.count == 1, definitions[0].name == name {
            page.add(definitions[0])
            if let topic = HelpTopic(rawValue: name) { page.add(topic) }
        } else if let topic = HelpTopic(rawValue: name) {
            page.add(topic)
        } else if let group = CommandDefinition.Group(rawValue: name) {
            page.say(group.title)
            page.table(
                PromptCommand.all.filter { $0.group == group }.map { ($0.usage, $0.summary) })
        } else if definitions.count == 1 {
            page.add(definitions[0])
        } else if case let entries = Reference.entries(for: topic), !entries.isEmpty {
            page.add(entries)
        } else {
            let names = PromptCommand.all.map(\.name) + HelpTopic.allCases.map(\.rawValue)
            page.fail(
                "there is no help on \(EscapedText.shown(ScriptSecrets.masked(name)))",
                hint: nearestName(to: name, among: names).map { "did you mean :help \($0)?" })
        }
    }
}

extension Page {
    /// Adds what there is, and what to type: an answer if a question of a hook is open.
    fileprivate mutating func addOverview(_ question: Hook?) {
        if let question {
            say(
                "The \(question.rawValue) question is open: type an answer, such as accept. A line "
                    + "that begins with a colon is a command. :can lists what you can answer.")
        } else {
            say(
                "Type SMTP: each line is sent as the client. A line that begins with a colon is a "
                    + "command. :can lists what you can send now.")
        }
        addCommands { !$0.isForLive }
        say(":help on explains :on, and :help keys the keys.")
    }

    /// Adds the names of commands, group by group, and the topics.
    mutating func addCommands(where isWanted: (CommandDefinition) -> Bool) {
        for group in CommandDefinition.Group.allCases {
            let names = PromptCommand.all
                .filter { $0.group == group && $0.isForPrompt && isWanted($0) }
                .map { ":" + $0.name }
            guard !names.isEmpty else { continue }
            table([(group.title.lowercased(), names.joined(separator: " "))], column: 10)
        }
        let topics = HelpTopic.allCases.map(\.rawValue).joined(separator: " ")
        table([("topics", topics)], column: 10)
    }

    fileprivate mutating func add(_ definition: CommandDefinition) {
        show(definition.usage, .hint)
        say(definition.summary)
        if !definition.details.isEmpty { say(definition.details) }
        if let restriction = definition.restriction { say(restriction) }
        for example in definition.examples { show("  " + example) }
    }

    fileprivate mutating func add(_ topic: HelpTopic) {
        for paragraph in topic.paragraphs { say(paragraph) }
        table(topic.table)
    }
}
