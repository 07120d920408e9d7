import CLineEdit

extension TerminalLineSource {
    /// The Tab key.
    func complete() -> cline_action {
        // Nobody types on before Tab has answered: this is a paste without marks.
        guard !keys.hasMore(than: 0x09) else {
            return editor.replace(scalars: 0, with: [0x09]) ? CLINE_REFRESH : CLINE_BEEP
        }
        guard let completer else { return CLINE_BEEP }
        let (before, after) = editor.line
        let line = before + after
        switch completer(line, before.count).step(line: line, cursor: before.count) {
        case .beep:
            return CLINE_BEEP
        case .replace(let from, let text):
            let replaced = String(decoding: before[from...], as: UTF8.self).unicodeScalars.count
            return editor.replace(scalars: replaced, with: text) ? CLINE_REFRESH : CLINE_BEEP
        case .list(let candidates):
            show(candidates)
            return CLINE_NORMAL
        }
    }

    /// Lists candidates below the line, and draws the line again below them.
    private func show(_ candidates: [Completion.Candidate]) {
        let list = CandidateList(
            candidates: candidates, columns: screen.columns, maximumRows: max(1, screen.rows - 3))
        let (cursor, end) = layout
        screen.leaveLine(cursor: cursor, end: end)
        screen.write(list.rows.map { "\($0)\n" }.joined())
        editor.redraw()
    }
}
