import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import SystemCalls
import Workbench

/// Tells on standard error or in a file what happens: a script that runs green, or JSON.
struct TraceLog: ~Copyable {
    private let descriptor: Descriptor
    private let isJSON: Bool
    private let showsSecrets: Bool
    private var transcript: LiveTranscript
    private var recorder = EventRecorder()
    private var phase = ""
    /// What the client did so far, and timeouts.
    private var lastStep = 0
    /// The step that the events belong to; 0 for what is not the client's doing.
    private var step = 0
    /// When the client did something last.
    private var lastMoment = Instant.zero
    /// Whether the policy lets the client wait.
    private var isDelayed = false
    /// Whether some of it could not be written.
    private(set) var hasFailed = false

    /// A log on standard error, or in a file, which begins anew.
    init(
        path: String?, isJSON: Bool, _ settings: SimulatorSettings, secrets: Bool
    ) throws(Failure) {
        do {
            descriptor =
                try path.map { path throws(SystemError) in try Descriptor(emptying: path) }
                ?? .standardError
        } catch {
            throw Failure("cannot write \(path ?? ""): \(error)")
        }
        self.isJSON = isJSON
        showsSecrets = secrets
        transcript = LiveTranscript(settings, secrets: secrets, leavesNamesOpen: true)
        if !isJSON { write(transcript.header().flatMap(\.lines)) }
    }

    deinit { if descriptor != .standardError { try? descriptor.shut() } }

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

    /// Notes how a question was decided.
    mutating func note(_ question: Question, _ decision: Decision) {
        if case .delay = decision.answer?.plain { isDelayed = true }
        recorder.note(question, decision)
    }

    /// Notes that the link was cut.
    mutating func note(_ note: Note) {
        recorder.note(.note(note))
        recorder.note(.closedByServer)
    }

    /// Notes what the machine put out.
    mutating func record(_ outputs: [Output]) {
        for output in outputs { recorder.record(output) }
    }

    /// Writes what was noted.
    mutating func finish(_ machine: some Machine) {
        recorder.finishWrite(to: machine)
        let events = recorder.takeEvents()
        guard !hasFailed, !events.isEmpty else { return }
        write(
            isJSON
                ? EventJSON.values(of: events, step: step, secrets: showsSecrets).map(\.text)
                : transcript.lines(of: events, phase: phase).flatMap(\.lines))
    }

    private mutating func write(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        do {
            try descriptor.writeAll(Array((lines.joined(separator: "\n") + "\n").utf8).span)
        } catch {
            hasFailed = true
            // Standard error itself may be what is gone.
            Console.fail(Failure("cannot write the trace: \(error)"))
        }
    }
}
