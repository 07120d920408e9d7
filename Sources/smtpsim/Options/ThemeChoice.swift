import ArgumentParser
import SMTPSimulator
import SystemCalls
import TerminalText
import Workbench

extension ThemeForm: ExpressibleByArgument {}

extension GlobalOptions {
    /// What the command line or the environment says of the theme; nil if neither does.
    var chosenTheme: ThemeForm? {
        theme ?? ThisProcess.environment("SMTPSIM_THEME").flatMap { ThemeForm(rawValue: $0) }
    }

    /// The looks of what is written to standard output.
    var looks: Theme { color.isColored ? (chosenTheme ?? .dark).theme : .plain }
}
