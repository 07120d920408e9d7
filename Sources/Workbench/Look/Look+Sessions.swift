import OctetText
import SMTPSimulator
import TerminalText

extension Look {
    /// `:sessions`: the forks of this session, and the checkpoints.
    func sessions() -> Page {
        var page = page
        page.table(
            simulator.sessions.map { name in
                let isCurrent = name == simulator.name
                return (
                    (isCurrent ? "* " : "  ") + EscapedText.shown(name),
                    isCurrent ? "\(simulator.phaseName), \(count) by the client" : ""
                )
            })
        let checkpoints = simulator.checkpointNames.map(EscapedText.shown)
        if !checkpoints.isEmpty { page.say("checkpoints: \(checkpoints.joined(separator: ", "))") }
        return page
    }

    private var count: String {
        let number = simulator.steps.last { $0.number > 0 }?.number ?? 0
        return counted(number, "step")
    }
}
