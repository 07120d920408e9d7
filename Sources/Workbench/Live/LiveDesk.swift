import OctetText
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

/// The desk of whoever operates a server with real clients: a line in, lines for display and actions out.
///
///     var desk = LiveDesk(bench)
///     let lines = desk.take(.opened(session: 1, peer, endpoint: "127.0.0.1:2525"))
///     let answer = desk.enter(Array(#"reject 550 5.1.1 "No such user""#.utf8))
///     for action in desk.takeActions() { … }
///
/// It knows no network: whoever has the server tells it what happens, and does what it wants done. Each
/// session is kept as the steps of a simulator, so the pages of the prompt serve here, too.
package struct LiveDesk: Sendable {
    /// The ordinary prompt: copies of sessions are played with there.
    package internal(set) var bench: Workbench
    /// The time on the server's clock; to be set before anything is taken or entered.
    package var now = Instant.zero
    /// Who decides, as the server has it now; to be set before anything is taken or entered.
    package var policy: Policy {
        get { server.policy }
        set { server.adopt(newValue) }
    }
    /// Whether the server has ended.
    package internal(set) var isFinished = false
    /// What the line being edited begins with, once.
    var draft: [UInt8] = []

    /// The server with which a session begins.
    var server: Simulator
    var sessions: [Int: LiveSession] = [:]
    /// The session that pages are about.
    var focus: Int?
    /// The session a copy of which is at the prompt.
    var copied: Int?
    /// What waits, in the order in which it came.
    var waiting: [LiveHold] = []
    /// What was answered, by its number, until the server says that it went on.
    var answered: [Int: LiveHold] = [:]
    /// The hold that the prompt is about.
    var current: Int?
    /// Whether a question was just withdrawn from the prompt: the next Enter must not answer another one.
    var isShy = false
    var stops = StopList()
    /// Where sessions are saved as they end.
    package var recordFolder: String?
    /// Whether the server was told to end.
    var isEnding = false
    /// Whether Ctrl-D was pressed, and nothing since.
    var hasEndedInput = false
    var actions: [LiveAction] = []

    /// How many sessions that are over are kept.
    static let mostEnded = 100
    /// How many octets of clients are kept in all sessions.
    static let mostOctets = 256 << 20

    /// A desk without sessions; the workbench has the server's settings, and nothing happened on it.
    package init(_ bench: Workbench) {
        self.bench = bench
        server = bench.simulator
    }

    /// What is to be done, once.
    package mutating func takeActions() -> [LiveAction] {
        defer { actions = [] }
        return actions
    }

    /// What the line being edited begins with, once.
    package mutating func takeDraft() -> [UInt8] {
        defer { draft = [] }
        return draft
    }

    /// How many columns the screen has.
    package var width: Int {
        get { bench.width }
        set { bench.width = newValue }
    }

    /// The looks that the person chose.
    package var theme: Theme { bench.display.theme.theme }

    /// The lines of a page.
    func page(_ fill: (inout Page) -> Void) -> [Line] { bench.page(fill) }

    /// What is shown of a session: each line begins with its number, in its colour.
    func marked(_ session: Int, _ lines: [Line]) -> [Line] {
        lines.map { line in
            var marked = Line("\(session) ", .session(session))
            marked.append(line)
            return marked
        }
    }

    /// Prose about a session.
    func say(_ session: Int, _ text: String, _ label: Label = .tool) -> [Line] {
        var page = Page(width: width(of: session))
        page.say(text, label)
        return marked(session, page.lines)
    }

    /// How many columns a line of a session has beside its number.
    func width(of session: Int) -> Int { bench.width - "\(session) ".count }

    func form(of session: Int) -> ScreenForm {
        ScreenForm(
            trace: bench.display.trace, width: width(of: session),
            showsSecrets: bench.showsSecrets)
    }
}
