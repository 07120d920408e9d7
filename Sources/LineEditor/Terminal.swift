import CLineEdit
import SystemCalls

/// The terminal, apart from the lines typed on it.
package enum Terminal {
    /// Gives the terminal back and ends the process when a bug shows as a signal: a trap, or a
    /// segmentation fault.
    ///
    /// - Parameters:
    ///   - sentence: what is written to standard error, with its line end
    ///   - status: what the process ends with
    package static func endOnBug(saying sentence: StaticString, status: Int32) {
        sentence.withUTF8Buffer { octets in
            octets.withMemoryRebound(to: CChar.self) { text in
                // A static string ends with a NUL, and stays.
                if let start = text.baseAddress { cline_guard_bugs(start, status) }
            }
        }
    }

    /// Whether the terminal understands no escape sequences: `TERM` is `dumb`, empty or unset.
    package static var isDumb: Bool { ThisProcess.environment("TERM") ?? "dumb" == "dumb" }
}
