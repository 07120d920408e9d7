import CLineEdit

extension TerminalLineSource {
    /// Handles the signals that came since the last time, with a key for libedit if one is needed.
    func performSignals() -> KeyResult? {
        let signals = cline_guard_take()
        func has(_ signal: Int) -> Bool { signals & UInt32(signal) != 0 }
        if has(CLINE_INTERRUPTED) {
            // The terminal has dropped what it had not sent; drop what was not looked at, too.
            keys.removeAll()
            outcome = .interrupted
            // So that `^C` is shown after the line, wherever the cursor was.
            return .key(UInt32(CLINE_KEY_END_OF_LINE))
        }
        // A process that was stopped and continued before it looked must not stop again.
        if has(CLINE_SUSPENDED), !has(CLINE_CONTINUED) {
            editor.setEditingMode(false)
            cline_guard_suspend()
        } else if has(CLINE_CONTINUED) {
            resume()
        } else if has(CLINE_RESIZED) {
            screen.eraseLine(cursor: layout.cursor)
            editor.resize()
            editor.redraw()
        }
        return nil
    }

    /// Takes the terminal back: another program may have left it in any mode meanwhile.
    private func resume() {
        editor.setEditingMode(false)
        editor.setEditingMode(true)
        cline_guard_resume()
        editor.resize()
        screen.eraseLine(cursor: DisplayPosition(columns: screen.columns))
        editor.redraw()
    }

    /// Where the cursor and the end of the line are, counted from the beginning of the prompt.
    var layout: (cursor: DisplayPosition, end: DisplayPosition) {
        var position = DisplayPosition(columns: screen.columns)
        prompt.text.unicodeScalars.forEach { position.advance(over: $0) }
        let (before, after) = editor.line
        String(decoding: before, as: UTF8.self).unicodeScalars
            .forEach { position.advance(over: $0) }
        let cursor = position
        String(decoding: after, as: UTF8.self).unicodeScalars
            .forEach { position.advance(over: $0) }
        return (cursor, position)
    }
}

extension TerminalLineSource {
    /// Reads a line that the terminal itself lets the person edit, as after `edit off`.
    func nextUneditedLine() -> LineEvent {
        outcome = nil
        var splitter = LineSplitter(maximumLength: PlainLineSource.defaultMaximumLength)
        showPrompt()
        while outcome == nil {
            if performSignalsUnedited() {
                splitter.reset()
                continue
            }
            var bytes = keys.takeAll()
            let event = splitter.next(from: &bytes)
            keys.append(bytes)
            if let event { return event }
            if receive(within: -1) == CLINE_CALLED { interjectUnedited() }
        }
        guard outcome == .endOfInput else { return outcome ?? .endOfInput }
        return splitter.finish() ?? .endOfInput
    }

    /// Whether the line being typed was dropped.
    private func performSignalsUnedited() -> Bool {
        let signals = cline_guard_take()
        if signals & UInt32(CLINE_INTERRUPTED) != 0 {
            keys.removeAll()
            outcome = .interrupted
            // The terminal has shown the `^C`.
            screen.write("\n")
            return true
        }
        if signals & UInt32(CLINE_SUSPENDED) != 0 {
            cline_guard_suspend()
            return true
        }
        if signals & UInt32(CLINE_CONTINUED) != 0 { showPrompt() }
        return false
    }

    func showPrompt() { screen.write(prompt.escaped(mark: "")) }
}
