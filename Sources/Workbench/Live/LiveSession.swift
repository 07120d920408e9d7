import OctetText
import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

/// A session of a real client, as the desk has it: everything that happened, and what it waits for.
struct LiveSession: Sendable {
    let number: Int
    let peer: Peer
    let endpoint: String
    let opened: Instant
    /// What happened, as steps; so every page about a session is about this one, too.
    var simulator: Simulator
    var hold: LiveHold?
    var isClosed = false
    /// Whether more happened than was told.
    var hasGap = false
    /// How many octets the client sent.
    private(set) var octets = 0
    /// How many lines of the message under way are on the screen, and how many octets are not.
    private var shownText = 0
    private var hiddenText = 0
    /// Replies that were held, and what is sent in their place; the first one is next.
    private var substitutions: [(reply: Reply, octets: [UInt8])] = []

    /// How many moments are kept, at about 2 KB each.
    private static let mostSteps = 20_000
    /// How many columns of a client's line are shown.
    private static let mostColumns = 400
    /// How many lines of a message are shown while it is being sent.
    private static let mostText = 12

    init(_ number: Int, _ peer: Peer, endpoint: String, opened: Instant, _ simulator: Simulator) {
        self.number = number
        self.peer = peer
        self.endpoint = endpoint
        self.opened = opened
        self.simulator = simulator
    }

    /// Takes over what happened; returns what of it is to be shown.
    mutating func take(
        _ events: [Event], _ machine: any Machine, _ policy: Policy, _ form: ScreenForm
    ) -> [Line] {
        if case .connected? = events.first, let session = machine as? Session {
            simulator.takeTrust(from: session.configuration)
        }
        let step = simulator.witness(
            WitnessedMoment(substituted(events), machine, policy: policy))
        for write in step.writes { octets += write.bytes.count }
        _ = simulator.forgetSteps(beyond: LiveSession.mostSteps)
        return abridged(step, StepDisplay.lines(ofWitnessed: step, form))
    }

    /// The operator has these octets sent in the place of a reply.
    mutating func substitute(_ octets: [UInt8], for reply: Reply) {
        substitutions.append((reply, octets))
    }

    /// The events as the machine has them, and beside them what the client got instead.
    private mutating func substituted(_ events: [Event]) -> [Event] {
        guard let (reply, octets) = substitutions.first else { return events }
        let both = [Event.reply(reply), .substituted(octets)]
        let place = events.firstIndex { event in
            if case .reply(let sent) = event {
                sent.isRaw && sent.rule == reply.rule
            } else {
                false
            }
        }
        guard let place else {
            guard octets.isEmpty else { return events }
            substitutions.removeFirst()
            return both + events
        }
        substitutions.removeFirst()
        return events[..<place] + both + events[(place + 1)...]
    }

    /// Lines without most of a message's text, of which the screen shows the beginning.
    private mutating func abridged(_ step: Step, _ lines: [Line]) -> [Line] {
        let lines = lines.map { $0.isOfClient ? $0.clipped(to: LiveSession.mostColumns) : $0 }
        let writes = step.writes
        guard !writes.isEmpty else { return lines }
        let octets = writes.reduce(0) { $0 + $1.bytes.count }
        // A line that does not end fills the screen like a text.
        let isBulk = step.replies.isEmpty && octets > LiveSession.mostColumns
        guard isBulk || writes.allSatisfy(\.isText) else { return takeNotice() + lines }
        var shown: [Line] = []
        for line in lines {
            guard line.isOfClient else {
                shown += takeNotice()
                shown.append(line)
                continue
            }
            shownText += 1
            if shownText <= LiveSession.mostText {
                shown.append(line)
            } else {
                hiddenText += line.text.utf8.count
            }
        }
        return shown
    }

    /// Says once that more of a text is not on the screen.
    private mutating func takeNotice() -> [Line] {
        defer { (shownText, hiddenText) = (0, 0) }
        guard hiddenText > 0 else { return [] }
        return [Line("# … more of it is not shown; :log has it, and :message", .tool)]
    }
}

extension Line {
    /// Its beginning, if it is longer than that.
    fileprivate func clipped(to columns: Int) -> Line {
        guard text.utf8.count > columns else { return self }
        var line = Line()
        var room = columns
        for run in runs where room > 0 {
            let text = EscapedText.clipped(run.text, to: room)
            line.append(text, run.label)
            room -= text.count
        }
        return line
    }

    /// Whether it is something that the client sent, or a remark on how much it was.
    fileprivate var isOfClient: Bool {
        runs.first?.label == .clientMark || text.hasPrefix("# … ")
    }
}

/// How what happens is shown.
struct ScreenForm: Hashable, Sendable {
    var trace: TraceForm
    var width: Int
    var showsSecrets: Bool
}

extension StepDisplay {
    /// All lines of a step that nobody typed.
    static func lines(ofWitnessed step: Step, _ form: ScreenForm) -> [Line] {
        lines(after: step, trace: form.trace, width: form.width, secrets: form.showsSecrets)
    }
}
