import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession

/// Turns what happened into lines: a pure function, for the terminal, saved scripts and failures.
package struct Transcript {
    private let showsSecrets: Bool
    private var trace: TraceText
    private var reading: Reading?
    private var lines: [TranscriptLine] = []

    private init(phase: String, secrets: Bool) {
        trace = TraceText(phase: phase)
        showsSecrets = secrets
    }

    /// The lines of a step: what was sent, the replies, and a trace line for each reply.
    package static func lines(of step: Step, secrets: Bool = false) -> [TranscriptLine] {
        lines(of: step.events, phase: step.before.machine.phaseName, secrets: secrets)
    }

    /// The lines of some events.
    package static func lines(
        of events: [Event], phase: String, secrets: Bool = false
    ) -> [TranscriptLine] {
        var transcript = Transcript(phase: phase, secrets: secrets)
        for event in events { transcript.add(event) }
        transcript.lines += transcript.trace.finished()
        return transcript.lines
    }

    private mutating func add(_ event: Event) {
        lines += trace.lines(before: event)
        switch event {
        case .sent(let write): lines += Transcript.client(write, secrets: showsSecrets)
        case .read(let reading): self.reading = reading
        case .reply(let reply): lines += shown(reply).map(TranscriptLine.server)
        case .asking(let question): lines.append(.asking(question))
        case .startTLS: lines.append(.event(.tls))
        case .closedByServer: lines.append(.event(.close))
        case .fault, .decided, .note, .transition, .message, .secured, .closedByClient, .shutdown,
            .connected,
            .waited:
            break
        }
    }

    private func shown(_ reply: Reply) -> [String] {
        showsSecrets ? reply.lines : reading?.masked(reply.lines) ?? reply.lines
    }

    /// What the client sent, as script lines.
    static func client(_ write: ClientWrite, secrets: Bool) -> [TranscriptLine] {
        let bytes = secrets ? write.bytes : write.masked
        return ScriptText.lines(sending: bytes).map(TranscriptLine.client)
    }
}
