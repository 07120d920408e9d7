import SMTPSession
import SMTPSimulator
import TerminalText

/// Everything that a person can do at the prompt, without a terminal: a line in, lines for display out.
///
///     var workbench = Workbench(Simulator(), files: files)
///     for line in workbench.begin() { … }
///     for line in workbench.enter(Array("EHLO client.example".utf8)) { … }
///
/// It does no input or output but for the files that a person names, through `FileAccess`.
package struct Workbench: Sendable {
    /// The server that is talked to, and everything that was done.
    package internal(set) var simulator: Simulator
    /// How many columns prose may take.
    package var width: Int
    /// Whether `:quit` was entered.
    package internal(set) var isFinished = false
    /// What the person chose for the screen.
    package var display = DisplaySettings()
    /// Whether a command that changes something says what is so now.
    package var confirms = true
    /// Whether `:save` writes credentials as they are.
    package var savesSecrets = false

    /// Whether Ctrl-C was pressed since the line was entered; long pages look at it.
    package var isInterrupted: @Sendable () -> Bool = { false }

    /// How many steps are kept at most, at about 2 KB each.
    package var mostSteps = 100_000

    let files: any FileAccess
    /// What `:edit` writes with; nil where there is no terminal.
    package var editor: (any TextEditing)?
    /// What shows `:log | less`; nil where there is no terminal.
    package var pager: (any TextPaging)?
    /// Text that was written and could not be sent.
    var draft: [UInt8] = []
    /// Where files are that `:save` wrote, and may write again.
    var saved: Set<String> = []
    /// How many files are being performed, one named by another.
    var sourceDepth = 0
    /// The lines that `:paste` has gathered; nil outside of it.
    var pasted: [[UInt8]]?
    /// The session in which an empty line plays the next exchange, as `:step` did.
    var steppedSession: String?
    /// What is under way if lines with marks are typed or pasted.
    var dialogue = MarkedDialogue()
    /// Which hints were given.
    var hints = HintMemory()
    /// Addresses and names that were seen, for completion.
    var seen = SeenNames()
    /// What the person was taught.
    var lessons = Lessons()

    /// A workbench on which nothing has happened.
    package init(_ simulator: Simulator, files: any FileAccess, width: Int = 80) {
        self.simulator = simulator
        self.files = files
        self.width = width
    }

    /// Whether credentials are on the screen.
    package var showsSecrets: Bool { display.secrets == .on }

    var look: Look {
        Look(
            simulator: simulator, width: width, showsSecrets: showsSecrets, display: display,
            isInterrupted: isInterrupted)
    }

    /// The lines of a page.
    func page(_ fill: (inout Page) -> Void) -> [Line] {
        var page = Page(width: width)
        fill(&page)
        return page.lines
    }
}
