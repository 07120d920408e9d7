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
    /// Whether `:save` writes credentials as they are.
    package var savesSecrets = false

    /// Whether Ctrl-C was pressed since the line was entered; long pages look at it.
    package var isInterrupted: @Sendable () -> Bool = { false }

    let files: any FileAccess
    /// The lines that `:paste` has gathered; nil outside of it.
    var pasted: [[UInt8]]?
    /// Whether the person was told that a script's marks are not typed.
    var hasToldMarks = false
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
    var showsSecrets: Bool { display.secrets == .on }

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
