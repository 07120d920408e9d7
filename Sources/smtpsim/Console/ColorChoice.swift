import ArgumentParser
import LineEditor
import TerminalText

/// When output has colours: `--color`.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never

    /// The looks of what is written to standard output.
    var theme: Theme {
        switch self {
        case .always: .standard
        case .never: .plain
        case .auto:
            Console.isTerminal(1) && Environment.value("NO_COLOR") == nil && !Terminal.isDumb
                ? .standard : .plain
        }
    }
}
