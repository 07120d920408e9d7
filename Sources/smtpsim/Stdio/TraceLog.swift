import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPTranscript
import Workbench

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Tells on standard error or in a file what happens: a transcript, or JSON.
struct TraceLog: ~Copyable {
    private let descriptor: Int32
    private let isJSON: Bool
    private var events: [Event] = []
    private let endsAtLineFeed: Bool
    private var phase = ""
    /// Inputs so far.
    private var step = 0
    private var faults = FaultTrail(ClientWrite(bytes: []), endsAtLineFeed: false)
    private var secrets = SecretWatch()
    private var hasFailed = false

    /// A log on standard error, or in a file, which begins anew.
    ///
    /// - Parameters:
    ///   - path: the file; nil for standard error
    ///   - isJSON: whether each event is a line of JSON
    ///   - configuration: the server's settings
    /// - Throws: the status to end with, when the file cannot be written
    init(path: String?, isJSON: Bool, _ configuration: Configuration) throws(ExitStatus) {
        descriptor =
            path.map { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600) } ?? STDERR_FILENO
        self.isJSON = isJSON
        endsAtLineFeed = configuration.tolerated.contains(.bareLineFeed)
        guard let path, descriptor < 0 else { return }
        Console.fail("cannot write \(path): \(SystemError.text(errno))")
        throw .usage
    }

    deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

    /// Notes an input before it is handed over.
    mutating func begin(_ input: Input, _ machine: some Machine) {
        phase = machine.phaseName
        step += 1
        switch input {
        case .connected(let peer): events.append(.connected(peer))
        case .bytes(let octets): begin(octets, machine)
        case .closed: events.append(.closedByClient)
        case .secured(let info): events.append(.secured(info))
        case .answer, .clock: break
        }
    }

    private mutating func begin(_ octets: [UInt8], _ machine: some Machine) {
        let write = ClientWrite(octets, to: machine, secrets)
        faults = FaultTrail(write, endsAtLineFeed: endsAtLineFeed)
        events.append(.sent(write))
        secrets.sent(write)
    }

    /// Notes how a question was decided.
    mutating func decided(_ question: Question, _ answer: Answer, _ source: Decision.Source) {
        faults.asked(question)
        events.append(.decided(faults.shown(question), answer, source))
    }

    /// Notes what the machine put out; a transition belongs to the reply that tells of it.
    mutating func record(_ outputs: [Output], from: String, to: String) {
        let transition = from == to ? nil : Event.transition(from: from, to: to)
        let place = TraceLog.placeOfTransition(outputs)
        for index in outputs.indices {
            record(outputs[index])
            if index == place, let transition { events.append(transition) }
        }
        if place == nil, let transition { events.append(transition) }
    }

    private static func placeOfTransition(_ outputs: [Output]) -> Int? {
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
        let lines =
            isJSON
            ? EventJSON.values(of: events, step: step).map(\.text)
            : Transcript.lines(of: events, phase: phase).flatMap(\.lines)
        guard !lines.isEmpty else { return }
        let failure = descriptor.put(Array((lines.joined(separator: "\n") + "\n").utf8)[...])
        guard failure != 0 else { return }
        hasFailed = true
        // Standard error itself may be what is gone.
        Console.fail("cannot write the trace: \(SystemError.text(failure))")
    }
}
