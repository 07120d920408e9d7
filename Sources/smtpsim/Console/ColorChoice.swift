import ArgumentParser
import LineEditor
import SystemCalls
import TerminalText

/// When output has colours: `--color`.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never

    /// The looks of what is written to standard output.
    var theme: Theme {
        switch self {
        case .always: .standard
        case .never: .plain
        case .auto: ColorChoice.isTerminalColored ? .standard : .plain
        }
    }

    private static var isTerminalColored: Bool {
        Descriptor.standardOutput.isTerminal && !Terminal.isDumb
            && ThisProcess.environment("NO_COLOR") == nil
    }
}
