import SMTPPolicy
import SMTPSimulator
import TerminalText

extension SetCommand: WorkbenchCommand {
    /// `:set KEY VALUE` for the display: alone it shows the value; the server's settings are steps.
    func perform(on workbench: inout Workbench) -> [Line] {
        guard let display else { return performOnServer(&workbench) }
        workbench.set(self)
        let settings = workbench.display
        return workbench.page { $0.add(display, in: settings, withChoices: isAlone) }
    }

    private func performOnServer(_ workbench: inout Workbench) -> [Line] {
        guard isAlone else { return workbench.change(PromptCommand(self)) }
        return workbench.command("settings \(key)")
    }
}

extension Workbench {
    /// Changes a setting of the display, if the command is about one and has a value.
    package mutating func set(_ command: SetCommand) {
        guard !command.isAlone else { return }
        // The value was checked when the command was read.
        try? command.display?.set(&display, command.value)
    }
}

extension Page {
    /// Adds display settings with their values; nothing if there are none.
    mutating func add(_ settings: [DisplaySetting], in display: DisplaySettings) {
        guard let setting = settings.first else { return }
        guard settings.count > 1 else { return add(setting, in: display, withChoices: true) }
        say("Display:")
        table(settings.map { ("  " + $0.name, $0.get(display)) })
    }

    /// Adds one display setting: its value, and what else it could be.
    fileprivate mutating func add(
        _ setting: DisplaySetting, in display: DisplaySettings, withChoices: Bool
    ) {
        let value = setting.get(display)
        guard withChoices else {
            let meaning = setting.choices.first { $0.word == value }?.meaning ?? ""
            return say("\(setting.name) \(value): \(meaning)")
        }
        say("\(setting.name) is \(value). \(setting.summary)")
        table(setting.choices.map { ("  " + $0.word, $0.meaning) })
    }
}
