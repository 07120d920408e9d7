import CLineEdit
import SystemCalls

/// Writes to the terminal around libedit, which knows of none of it.
struct Screen {
    /// False on a terminal that obeys no escape sequences: then none are written.
    let usesEscapes: Bool

    var columns: Int { Descriptor.standardOutput.size?.columns ?? 80 }
    var rows: Int { Descriptor.standardOutput.size?.rows ?? 24 }

    func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            cline_write(start, bytes.count)
        }
    }

    /// Goes from the cursor of an edited line to the left edge of its first row, and clears from there.
    ///
    /// - Parameter cursor: where the cursor is, counted from the beginning of the prompt.
    func eraseLine(cursor: DisplayPosition) {
        guard usesEscapes else {
            write("\n")
            return
        }
        let up = cursor.row > 0 ? "\u{1B}[\(cursor.row)A" : ""
        write("\(up)\r\u{1B}[J")
    }

    /// Goes from the cursor of an edited line to the row below its last.
    func leaveLine(cursor: DisplayPosition, end: DisplayPosition) {
        write(String(repeating: "\n", count: end.row - cursor.row + 1))
    }
}
