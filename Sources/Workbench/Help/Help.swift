import OctetText
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension HelpCommand: PageCommand {
    func page(_ look: Look) -> Page {
        Help(width: look.width, question: look.simulator.openQuestion?.hook).page(rest)
    }
}

/// What `:help` shows.
struct Help {
    let width: Int
    /// The hook whose question the person is to answer, if there is one.
    var question: Hook?

    /// The overview, or the page about a command, a group or a topic.
    func page(_ topic: String?) -> Page {
        var page = Page(width: width)
        guard let topic else {
            addOverview(to: &page)
            return page
        }
        let name = (topic.hasPrefix(":") ? String(topic.dropFirst()) : topic).lowercased()
        let definitions = PromptCommand.types(prefix: name).map { $0.definition }
        if definitions.count == 1, definitions[0].name == name {
            add(definitions[0], to: &page)
            if let topic = HelpTopic(rawValue: name) { add(topic, to: &page) }
        } else if let topic = HelpTopic(rawValue: name) {
            add(topic, to: &page)
        } else if let group = CommandDefinition.Group(rawValue: name) {
            add(group, to: &page)
        } else if definitions.count == 1 {
            add(definitions[0], to: &page)
        } else if let entry = Reference.entry(for: topic) {
            page.add(entry)
        } else {
            addUnknown(name, to: &page)
        }
        return page
    }

    private func addOverview(to page: inout Page) {
        if let question {
            page.say(
                "The \(question.rawValue) question is open: type an answer, such as accept. A line "
                    + "that begins with a colon is a command. :can lists what you can answer.")
        } else {
            page.say(
                "Type SMTP: each line is sent as the client. A line that begins with a colon is a "
                    + "command. :can lists what you can send now.")
        }
        for group in CommandDefinition.Group.allCases {
            let names = PromptCommand.all.filter { $0.group == group && $0.isForPrompt }
                .map { ":" + $0.name }
            page.table([(group.title.lowercased(), names.joined(separator: " "))], column: 10)
        }
        let topics = HelpTopic.allCases.map(\.rawValue).joined(separator: " ")
        page.table([("topics", topics)], column: 10)
        page.say(":help on explains :on, and :help keys the keys.")
    }

    private func add(_ definition: CommandDefinition, to page: inout Page) {
        page.show(definition.usage, .hint)
        page.say(definition.summary)
        if !definition.details.isEmpty { page.say(definition.details) }
        if let restriction = definition.restriction { page.say(restriction) }
        for example in definition.examples { page.show("  " + example) }
    }

    private func add(_ group: CommandDefinition.Group, to page: inout Page) {
        page.say(group.title)
        page.table(
            PromptCommand.all.filter { $0.group == group }.map { ($0.usage, $0.summary) })
    }

    private func add(_ topic: HelpTopic, to page: inout Page) {
        for paragraph in topic.paragraphs { page.say(paragraph) }
        page.table(topic.table)
    }

    private func addUnknown(_ name: String, to page: inout Page) {
        let names = PromptCommand.all.map(\.name) + HelpTopic.allCases.map(\.rawValue)
        let nearest = nearestName(to: name, among: names)
        page.fail(
            "there is no help on \(EscapedText.shown(name))",
            hint: nearest.map { "did you mean :help \($0)?" })
    }
}
