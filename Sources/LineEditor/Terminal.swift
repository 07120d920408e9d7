import CLineEdit
import SystemCalls

/// The terminal, apart from the lines typed on it.
package enum Terminal {
    /// On a signal caused by a bug, restores the terminal, writes a line to standard error, and ends the
    /// process with a status.
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
