import SMTPDriver
import SMTPPolicy
import SMTPSession

/// Notes what happens in a session, for its watcher.
struct SessionWatch {
    private var recorder = EventRecorder()
    /// The machine's state before the present input.
    private var phase = ""
    /// What the client did so far, and timeouts.
    private var lastStep = 0
    /// The step that events belong to.
    private var step = 0
    /// When the client did something last.
    private var lastMoment = Instant.zero
    /// Whether the policy lets the client wait.
    private var isDelayed = false

    /// Notes an input before it is handed over.
    mutating func begin(_ input: Input, _ machine: some Machine) {
        phase = machine.phaseName
        switch input {
        case .connected(let peer): recorder.note(.connected(peer))
        case .bytes(let octets):
            beginStep()
            recorder.begin(write: octets, to: machine)
        case .closed:
            beginStep()
            recorder.note(.closedByClient)
        case .secured(let info):
            beginStep()
            recorder.note(.secured(info))
        case .clock(let now): begin(now)
        case .shutdown: recorder.note(.shutdown)
        case .answer: break
        }
        lastMoment = max(lastMoment, machine.clock)
    }

    /// What was held goes on; it belongs to the step in which it was held.
    mutating func resume(_ machine: some Machine) { phase = machine.phaseName }

    /// The end of a delay belongs to the step that was put off; else it is time that ran out.
    private mutating func begin(_ now: Instant) {
        guard !isDelayed else {
            isDelayed = false
            return
        }
        beginStep()
        recorder.note(.waited(milliseconds: now.milliseconds - lastMoment.milliseconds))
    }

    private mutating func beginStep() {
        lastStep += 1
        step = lastStep
    }

    /// Notes how a question was decided, or that it is held.
    mutating func note(_ question: Question, _ decision: Decision) {
        if case .delay = decision.answer?.plain { isDelayed = true }
        recorder.note(question, decision)
    }

    /// Notes something that is no output of the machine.
    mutating func note(_ event: Event) { recorder.note(event) }

    /// Notes what was done for the machine.
    mutating func record(_ output: Output, identifier: String? = nil) {
        recorder.record(output, identifier: identifier)
    }

    /// Notes what the machine read, as far as it is not performed yet.
    mutating func foresee(_ outputs: [Output]) {
        for case .reading(let reading) in outputs { recorder.foresee(reading) }
    }

    /// What was noted; nil if there is nothing.
    mutating func finish(_ machine: some Machine, at time: Instant) -> SessionMoment? {
        recorder.finishWrite(to: machine)
        let events = recorder.takeEvents()
        guard !events.isEmpty else { return nil }
        return SessionMoment(step: step, phase: phase, events: events, time: time)
    }
}
