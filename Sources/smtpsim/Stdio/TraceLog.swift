import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import SystemCalls
import Workbench

/// Writes to standard error or a file what happens: a script that runs green, or JSON.
struct TraceLog: ~Copyable {
    private let descriptor: Descriptor
    private let isJSON: Bool
    private let showsSecrets: Bool
    private var transcript: LiveTranscript
    private var recorder = StepRecorder()
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
    mutating func begin(_ input: Input, _ machine: some Machine) { recorder.begin(input, machine) }

    /// Notes how a question was decided.
    mutating func note(_ question: Question, _ decision: Decision) {
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
        let events = recorder.finish(machine)
        guard !hasFailed, !events.isEmpty else { return }
        write(
            isJSON
                ? EventJSON.values(of: events, step: recorder.step, secrets: showsSecrets)
                    .map(\.text)
                : transcript.lines(of: events, phase: recorder.phase).flatMap(\.lines))
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
