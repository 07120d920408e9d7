import SMTPSession
import SMTPTranscript
import TerminalText

/// Looks at a simulator, and changes nothing: each look command is a page.
struct Look {
    let simulator: Simulator
    let width: Int

    var page: Page { Page(width: width) }

    /// The session, where the machine is one.
    var session: Session? { simulator.machine as? Session }
}
