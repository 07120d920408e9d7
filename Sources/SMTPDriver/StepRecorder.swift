import SMTPPolicy
import SMTPSession

/// Records what happens in a session whose driver does not make steps itself: each thing that the client
/// does, and each timeout, is a step.
package struct StepRecorder {
    /// The machine's state before the present input, by its display name.
    package private(set) var phase = ""
    /// The number of the step that events belong to: 0 before the client's first.
    package private(set) var step = 0

    private var recorder = EventRecorder()
    /// When the client did something last.
    private var lastMoment = Instant.zero
    /// Whether the policy lets the client wait.
    private var isDelayed = false

    /// A recorder at the beginning of a session.
    package init() {}

    /// Notes an input before it is handed over.
    package mutating func begin(_ input: Input, _ machine: some Machine) {
        phase = machine.phaseName
        switch input {
        case .connected(let peer): recorder.note(.connected(peer))
        case .bytes(let octets):
            step += 1
            recorder.begin(write: octets, to: machine)
        case .closed:
            step += 1
            recorder.note(.closedByClient)
        case .secured(let info):
            step += 1
            recorder.note(.secured(info))
        case .clock(let now): begin(now)
        case .shutdown: recorder.note(.shutdown)
        case .answer: break
        }
        lastMoment = max(lastMoment, machine.clock)
    }

    /// What was held goes on; it belongs to the step in which it was held.
    package mutating func resume(_ machine: some Machine) { phase = machine.phaseName }

    /// The end of a delay belongs to the step that was put off; else it is time that ran out.
    private mutating func begin(_ now: Instant) {
        guard !isDelayed else {
            isDelayed = false
            return
        }
        step += 1
        recorder.note(.waited(milliseconds: now.milliseconds - lastMoment.milliseconds))
    }

    /// Notes how a question was decided, or that it is held.
    package mutating func note(_ question: Question, _ decision: Decision) {
        if case .delay = decision.answer?.plain { isDelayed = true }
        recorder.note(question, decision)
    }

    /// Notes something that is no output of the machine.
    package mutating func note(_ event: Event) { recorder.note(event) }

    /// Notes what was done for the machine.
    package mutating func record(_ output: Output, identifier: String? = nil) {
        recorder.record(output, identifier: identifier)
    }

    /// Notes what the machine read, as far as it is not performed yet.
    package mutating func foresee(_ outputs: [Output]) {
        for case .reading(let reading) in outputs { recorder.foresee(reading) }
    }

    /// The events since the last call, at the end of an input.
    package mutating func finish(_ machine: some Machine) -> [Event] {
        recorder.finishWrite(to: machine)
        return recorder.takeEvents()
    }
}
