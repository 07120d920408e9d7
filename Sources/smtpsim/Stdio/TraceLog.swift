import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import Workbench

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Tells on standard error or in a file what happens: a script that runs green, or JSON.
struct TraceLog: ~Copyable {
    private let descriptor: Int32
    private let isJSON: Bool
    private let showsSecrets: Bool
    private var transcript: LiveTranscript
    private var events: [Event] = []
    private let endsAtLineFeed: Bool
    private var phase = ""
    /// What the client did so far, and timeouts.
    private var lastStep = 0
    /// The step that the events belong to; 0 for what is not the client's doing.
    private var step = 0
    /// When the client did something last.
    private var lastMoment = Instant.zero
    /// Whether the policy lets the client wait.
    private var isDelayed = false
    private var faults = FaultTrail(ClientWrite(bytes: []), endsAtLineFeed: false)
    private var secrets = SecretWatch()
    /// Whether some of it could not be written.
    private(set) var hasFailed = false

    /// A log on standard error, or in a file, which begins anew.
    ///
    /// - Parameters:
    ///   - path: the file; nil for standard error
    ///   - isJSON: whether each event is a line of JSON
    ///   - settings: how the server begins
    ///   - secrets: whether credentials are shown
    /// - Throws: the status to end with, when the file cannot be opened
    init(
        path: String?, isJSON: Bool, _ settings: SimulatorSettings, secrets: Bool
    ) throws(ExitStatus) {
        descriptor =
            path.map { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600) } ?? STDERR_FILENO
        self.isJSON = isJSON
        showsSecrets = secrets
        transcript = LiveTranscript(settings, secrets: secrets, leavesNamesOpen: true)
        endsAtLineFeed = settings.configuration.tolerated.contains(.bareLineFeed)
        if let path, descriptor < 0 {
            Console.fail("cannot write \(path): \(SystemError.text(errno))")
            throw .usage
        }
        if !isJSON { write(transcript.header().flatMap(\.lines)) }
    }

    deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

    /// Notes an input before it is handed over.
    mutating func begin(_ input: Input, _ machine: some Machine) {
        phase = machine.phaseName
        switch input {
        case .connected(let peer): events.append(.connected(peer))
        case .bytes(let octets): begin(octets, machine)
        case .closed:
            beginStep()
            events.append(.closedByClient)
        case .secured(let info):
            beginStep()
            events.append(.secured(info))
        case .clock(let now): begin(now)
        case .answer: break
        }
        lastMoment = max(lastMoment, machine.clock)
    }

    private mutating func begin(_ octets: [UInt8], _ machine: some Machine) {
        beginStep()
        let write = ClientWrite(octets, to: machine, secrets)
        faults = FaultTrail(write, endsAtLineFeed: endsAtLineFeed)
        events.append(.sent(write))
        secrets.sent(write)
    }

    /// The end of a delay belongs to the step that was put off; else it is time that ran out.
    private mutating func begin(_ now: Instant) {
        guard !isDelayed else {
            isDelayed = false
            return
        }
        beginStep()
        events.append(.waited(milliseconds: now.milliseconds - lastMoment.milliseconds))
    }

    private mutating func beginStep() {
        lastStep += 1
        step = lastStep
    }

    /// Notes how a question was decided.
    mutating func decided(_ question: Question, _ answer: Answer, _ source: Decision.Source) {
        faults.asked(question)
        if case .delay = answer { isDelayed = true }
        events.append(.decided(faults.shown(question), answer, source))
    }

    /// Notes what the machine put out; a transition belongs to the reply that tells of it.
    mutating func record(_ outputs: [Output], from: String, to: String) {
        let outputs = TraceLog.heard(outputs)
        let transition = from == to ? nil : Event.transition(from: from, to: to)
        let place = TraceLog.placeOfTransition(outputs)
        for index in outputs.indices {
            record(outputs[index])
            if index == place, let transition { events.append(transition) }
        }
        if place == nil, let transition { events.append(transition) }
    }

    /// Some machines go on behind the close, but nobody hears them.
    private static func heard(_ outputs: [Output]) -> ArraySlice<Output> {
        outputs.firstIndex(of: .close).map { outputs[...$0] } ?? outputs[...]
    }

    private static func placeOfTransition(_ outputs: ArraySlice<Output>) -> Int? {
        let isReply: (Output) -> Bool = { if case .reply = $0 { true } else { false } }
        return outputs.contains(.close)
            ? outputs.lastIndex(where: isReply) : outputs.firstIndex(where: isReply)
    }

    private mutating func record(_ output: Output) {
        switch output {
        case .reply(let reply):
            events.append(.reply(reply))
            if let fault = reply.fault { events.append(faults.event(of: fault)) }
            faults.replied()
            secrets.replied(reply)
        case .message(let outcome): events.append(.message(outcome, identifier: nil))
        case .close: events.append(.closedByServer)
        case .note(let note): events.append(.note(note))
        case .startTLS: events.append(.startTLS)
        case .ask, .content: break
        }
    }

    /// Writes what was noted.
    mutating func finish() {
        defer { events.removeAll(keepingCapacity: true) }
        guard !hasFailed, !events.isEmpty else { return }
        write(
            isJSON
                ? EventJSON.values(of: events, step: step, secrets: showsSecrets).map(\.text)
                : transcript.lines(of: events, phase: phase).flatMap(\.lines))
    }

    private mutating func write(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        let failure = descriptor.put(Array((lines.joined(separator: "\n") + "\n").utf8)[...])
        guard failure != 0 else { return }
        hasFailed = true
        // Standard error itself may be what is gone.
        Console.fail("cannot write the trace: \(SystemError.text(failure))")
    }
}
