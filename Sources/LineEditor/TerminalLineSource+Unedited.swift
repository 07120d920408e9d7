import CLineEdit

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
            _ = receive(within: -1)
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

    private func showPrompt() { screen.write(prompt.escaped(mark: "")) }
}
