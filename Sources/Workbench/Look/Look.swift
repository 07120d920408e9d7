import SMTPSession
import SMTPSimulator
import TerminalText

/// Looks at a simulator, and changes nothing: each look command fills a page.
struct Look {
    let simulator: Simulator
    let width: Int
    /// Whether credentials are shown.
    var showsSecrets = false
    /// What the person chose for the screen.
    var display = DisplaySettings()
    /// Whether the person does not want to see more.
    var isInterrupted: @Sendable () -> Bool = { false }

    /// The SASL mechanisms that can be used now.
    var offeredMechanisms: [String] {
        simulator.machine.usableMechanismNames
            ?? simulator.configuration.mechanisms.map(\.name)
    }

    /// The extensions that the client was offered: none after HELO, and no AUTH without a mechanism.
    var offeredExtensions: [SMTPExtension] {
        guard simulator.machine.isExtended else { return [] }
        return simulator.configuration.offeredExtensions.filter {
            lists($0.keyword) && ($0.arguments != .mechanisms || !offeredMechanisms.isEmpty)
        }
    }

    /// Whether the reply to EHLO listed a keyword, or only the settings say what it lists.
    private func lists(_ keyword: String) -> Bool {
        guard let listed = simulator.machine.listedKeywords else { return true }
        return listed.contains { $0.split(separator: " ").first?.uppercased() == keyword }
    }

    /// The number of the last thing that the client did.
    var lastStep: Int { simulator.steps.last { $0.number > 0 }?.number ?? 0 }
}

/// A command that fills a page, and changes nothing.
protocol PageCommand: WorkbenchCommand {
    /// Adds what it shows.
    func show(_ look: Look, on page: inout Page)
}

extension PageCommand {
    func perform(on workbench: inout Workbench) -> [Line] {
        let look = workbench.look
        return workbench.page { show(look, on: &$0) }
    }
}
