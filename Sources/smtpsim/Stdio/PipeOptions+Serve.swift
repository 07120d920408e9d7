import SASL
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import SystemCalls

extension PipeOptions {
    /// Holds the conversation.
    ///
    /// - Throws: what ends the program
    func serve() throws {
        var server = server
        // RFC 2195 §2: a challenge must never come twice.
        server.seed = server.seed ?? UInt64.random(in: .min ... .max)
        var settings = try server.simulatorSettings(playsUsualInit: true)
        for text in users { try add(user: text, to: &settings.policy) }
        for text in handlers { try add(handler: text, to: &settings.policy) }
        // There is nobody to ask, and a pipe has no TLS.
        settings.policy.asks = []
        settings.configuration.extensions.remove(.startTLS)
        settings.configuration.questions = settings.policy.hooksOfInterest(
            tracesAll: isTraced, namesMessages: folder != nil)
        settings.configuration.reportsReadings = isTraced
        ThisProcess.endOnSignals(removing: folder.map(MessageFolder.partialPath))
        switch settings.profile.machine {
        // Named by its type, since a machine of an unknown type is several times slower.
        case .session: try serve(Session(settings.configuration), settings)
        case .mailHog: try serve(settings.profile.newMachine(settings.configuration), settings)
        }
    }

    private func serve(_ machine: some Machine, _ settings: SimulatorSettings) throws {
        let conversation = PipeConversation(
            machine, policy: settings.policy, hostname: settings.configuration.hostname,
            folder: try folder.map { try MessageFolder($0) },
            log: try isTraced
                ? TraceLog(path: trace, isJSON: isJSON, settings, secrets: showsSecrets) : nil)
        try StandardPipe.serve(conversation)
    }

    /// Whether there is a trace: without one, the machine asks only what rules can decide.
    private var isTraced: Bool { trace != "off" && (trace != nil || !isQuiet) }

    private func add(user text: String, to policy: inout Policy) throws {
        guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else {
            throw Failure("--user: expected name:password")
        }
        policy.credentials[user: String(text[..<colon])] = Secret(
            String(text[text.index(after: colon)...]))
    }

    private func add(handler text: String, to policy: inout Policy) throws {
        do {
            let handler = try Handler(parsing: text)
            guard handler.action != .ask else {
                throw Failure("--on '\(text)': there is nobody to ask on a pipe")
            }
            policy.handlers.append(handler)
        } catch let error as PolicySyntaxError {
            throw Failure("--on '\(text)': \(error)")
        }
    }
}
