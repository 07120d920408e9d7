import CLineEdit

/// A bracketed paste, cut into lines.
struct PastedText: Hashable {
    /// The lines that have an end: CR LF, CR or LF.
    private(set) var lines: [[UInt8]] = []

    /// What follows the last line end.
    private(set) var rest: [UInt8] = []

    init(_ bytes: [UInt8]) {
        var start = 0
        while let end = bytes[start...].firstIndex(where: { $0 == 0x0D || $0 == 0x0A }) {
            lines.append(Array(bytes[start..<end]))
            let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
            start = end + (isPair ? 2 : 1)
        }
        rest = Array(bytes[start...])
    }
}

extension TerminalLineSource {
    /// A bracketed paste: without a line end it goes into the line, otherwise it is an event.
    func takePaste() -> cline_action {
        let text = PastedText(paste)
        paste = []
        var lines = text.lines
        guard !lines.isEmpty else {
            return editor.replace(scalars: 0, with: text.rest) ? CLINE_REFRESH : CLINE_BEEP
        }
        let (before, after) = editor.line
        lines[0] = before + lines[0]
        outcome = .lines(lines)
        beginning = (text.rest, after)
        screen.eraseLine(cursor: layout.cursor)
        return CLINE_FINISH
    }

    /// The unfinished end of a paste begins the line, to be edited.
    func insertBeginning() {
        guard !beginning.before.isEmpty || !beginning.after.isEmpty else { return }
        let (before, after) = beginning
        beginning = ([], [])
        _ = editor.replace(scalars: 0, with: before + after)
        editor.moveCursor(by: -String(decoding: after, as: UTF8.self).unicodeScalars.count)
        // libedit has drawn the prompt, and assumes that the cursor is still at the left edge.
        screen.write("\r")
        editor.redraw()
    }
}
