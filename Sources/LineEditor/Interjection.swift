import SystemCalls

/// What is shown above a line that is being typed, while it is being typed.
package struct Interjection: Hashable, Sendable {
    /// Whole lines, as they are written to the terminal, each with its LF; empty for none.
    package var text: String
    /// What stands before the line from now on; nil for what stands there.
    package var prompt: Prompt?
    /// Whether the reading of the line ends, with `LineEvent.dismissed`.
    package var endsLine: Bool

    package init(_ text: String = "", prompt: Prompt? = nil, endsLine: Bool = false) {
        self.text = text
        self.prompt = prompt
        self.endsLine = endsLine
    }
}

/// Who may interject while a line is typed.
package struct Interjector {
    /// What can be read once there is something to say.
    package let descriptor: Descriptor
    /// Says it, and sees to it that the descriptor cannot be read any more; on the thread that reads the line.
    package let take: () -> Interjection

    package init(_ descriptor: Descriptor, take: @escaping () -> Interjection) {
        self.descriptor = descriptor
        self.take = take
    }
}

extension TerminalLineSource {
    /// Shows what somebody has to say in the place of the line, and the line below it again, whole.
    func interject() {
        guard let interjection = interjector?.take() else { return }
        let isSilent = interjection.text.isEmpty && !interjection.endsLine
        guard !isSilent || (interjection.prompt.map(shown) ?? prompt) != prompt else { return }
        screen.eraseLine(cursor: layout.cursor)
        screen.write(interjection.text)
        if let new = interjection.prompt {
            prompt = shown(new)
            editor.setPrompt(prompt.escaped(mark: "\u{1}"))
        }
        guard !interjection.endsLine else { return outcome = .dismissed }
        editor.redraw()
    }

    /// The same where the terminal itself has the line: what is typed goes on counting, and Ctrl-R shows it.
    func interjectUnedited() {
        guard let interjection = interjector?.take() else { return }
        let isOther = interjection.prompt.map(shown) ?? prompt != prompt
        guard isOther || !interjection.text.isEmpty || interjection.endsLine else { return }
        screen.write("\n" + interjection.text)
        if let new = interjection.prompt { prompt = shown(new) }
        guard !interjection.endsLine else { return outcome = .dismissed }
        showPrompt()
    }

    /// A prompt as this terminal shows it.
    func shown(_ prompt: Prompt) -> Prompt { screen.usesEscapes ? prompt : prompt.plain }
}
