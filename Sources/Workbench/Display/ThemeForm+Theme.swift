import SMTPSimulator
import TerminalText

extension ThemeForm {
    /// The looks of the labels.
    package var theme: Theme {
        switch self {
        case .dark: .dark
        case .light: .light
        case .projector: .projector
        case .none: .plain
        }
    }
}
