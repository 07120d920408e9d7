import CLineEdit

/// Says what usually follows a line that is being typed, with the cursor at its end; empty for nothing.
///
/// It is called each time before a key is awaited, so it is quick.
package typealias Ghostwriter = (_ line: [UInt8]) -> String

extension TerminalLineSource {
    /// What could follow the line; empty unless the cursor is at its end.
    private var ghost: String {
        guard screen.usesEscapes, let ghostwriter else { return "" }
        let (before, after) = editor.line
        return after.isEmpty && !before.isEmpty ? ghostwriter(before) : ""
    }

    /// Shows dim text after the cursor while a key is awaited, and takes it away again.
    ///
    /// libedit knows of none of it: the cursor is where it was, and so is the rest of the row, which is blank.
    func withGhost(_ wait: () -> Void) {
        let cursor = layout.cursor
        let room = cursor.columns - cursor.column - 1
        let text = TerminalLineSource.clipped(ghost, to: room)
        guard !text.isEmpty else { return wait() }
        screen.write("\u{1B}[2m\(text)\u{1B}[0m\u{1B}[\(displayWidth(text))D")
        wait()
        screen.write("\u{1B}[K")
    }

    private static func clipped(_ text: String, to columns: Int) -> String {
        var room = columns
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar.isPrintable {
            room -= displayWidth(scalar)
            guard room >= 0 else { break }
            kept.append(scalar)
        }
        return String(kept)
    }

    /// Right and End: at the end of the line they take what is shown after it.
    func goForward(toEnd: Bool) -> cline_action {
        let (_, after) = editor.line
        guard after.isEmpty else {
            let count = String(decoding: after, as: UTF8.self).unicodeScalars.count
            editor.moveCursor(by: toEnd ? count : 1)
            return CLINE_REFRESH
        }
        let text = ghost
        guard !text.isEmpty else { return toEnd ? CLINE_NORMAL : CLINE_BEEP }
        return editor.replace(scalars: 0, with: text.utf8) ? CLINE_REFRESH : CLINE_BEEP
    }
}
