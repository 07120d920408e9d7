import CLineEdit
import SystemCalls

/// Lines that a person types on a terminal, edited with libedit.
///
/// A class, because a libedit editor is a C handle with an identity, whose callbacks refer to this
/// object. Use it on one thread, and make one at a time: it owns standard input and output, and the
/// process's signals while it reads a line.
///
/// The terminal is in its editing mode, with bracketed paste on, only inside `nextLine(prompt:)`; a signal
/// that ends the process there gives the terminal back first. `SIGINT` stays caught between lines too, so
/// that a Ctrl-C that comes a moment late does no harm: see `Terminal.isInterrupted`.
package final class TerminalLineSource {
    /// Completes on Tab; without it, Tab beeps.
    package var completer: Completer?

    /// Says what usually follows what is typed; without it, nothing is shown after the line.
    package var ghostwriter: Ghostwriter?

    /// Who may interject while a line is typed; without it, nobody does.
    package var interjector: Interjector?

    /// The lines that can be called back.
    package private(set) var history = History()

    let editor: Editor
    let screen: Screen
    /// Unread keys.
    var keys: KeyQueue
    /// How the line ended, where libedit does not know.
    var outcome: LineEvent?
    /// The paste that the paste key stands for.
    var paste: [UInt8] = []
    /// The beginning of the next line, left over from a paste.
    var beginning: (before: [UInt8], after: [UInt8]) = ([], [])
    var prompt = Prompt("")
    /// The list that Tab has shown, if no other key was pressed since.
    var listed: [String]?

    private let isDrivenByEmacs: Bool
    /// Where the lines are kept for the next time.
    private var historyFile: HistoryFile?
    /// The search through the history that is under way.
    var search: HistorySearch?

    /// Opens the terminal on standard input and output.
    ///
    /// It is nil unless both are terminals. The person's `~/.editrc`, or the file that `EDITRC` names, is
    /// read and obeyed, `edit off` included; the program names its sections.
    package init?(program: String) {
        guard Descriptor.standardInput.isTerminal, Descriptor.standardOutput.isTerminal,
            let editor = Editor.open(program: program)
        else { return nil }
        self.editor = editor
        let editrc = Editor.editrc
        keys = KeyQueue(maximumPasteLength: PlainLineSource.defaultMaximumLength) { sequence in
            Editor.boundSequences.contains(sequence) || editrc.contains(sequence)
        }
        screen = Screen(usesEscapes: !Terminal.isDumb && editor.canClear)
        // Emacs edits the line itself, and shows it.
        isDrivenByEmacs = Terminal.isDumb && ThisProcess.environment("INSIDE_EMACS") != nil
        editor.setCallbacks(callbacks)
        editor.bindKeys()
        editor.readEditrc()
    }

    deinit {
        cline_guard_close()
        editor.close()
    }

    /// Shows a prompt and lets the person edit a line.
    ///
    /// The line holds a control character, even LF, only if it was quoted with Ctrl-V.
    package func nextLine(prompt: Prompt) -> LineEvent {
        self.prompt = shown(prompt)
        let isEdited = editor.isEnabled && !isDrivenByEmacs
        let failure = cline_guard_enter(isEdited && screen.usesEscapes)
        guard failure == 0 else { return .failed(SystemError(failure)) }
        defer { cline_guard_leave() }
        return isEdited ? nextEditedLine() : nextUneditedLine()
    }

    /// Begins the next line with a text, to be edited.
    package func begin(with text: [UInt8]) {
        guard !text.isEmpty else { return }
        beginning = (text, [])
    }

    // MARK: - History

    /// Records a line, without secrets, in the history and at once in its file.
    package func add(_ line: [UInt8]) throws(HistoryError) {
        guard history.add(line) else { return }
        editor.addToHistory(line)
        try historyFile?.append(line)
    }

    /// Puts the lines of a history file, if there is one, before those of this session, and keeps each line
    /// that is added from now on in that file.
    package func loadHistory(_ path: String) throws(HistoryError) {
        let file = HistoryFile(path)
        history = try file.lines()
        historyFile = file
        editor.setHistory(history.lines)
    }
}
