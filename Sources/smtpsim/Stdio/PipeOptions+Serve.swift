import SASL
import SMTPPolicy
import SMTPSession
import SMTPSimulator

extension PipeOptions {
    /// Holds the conversation.
    ///
    /// - Throws: the status to end with, when what is wrong was told
    func serve() throws {
        var server = server
        // RFC 2195 §2: a challenge must never come twice.
        server.seed = server.seed ?? UInt64.random(in: .min ... .max)
        var settings = try server.simulatorSettings(playsUsualInit: true)
        for text in users { try add(user: text, to: &settings.policy) }
        for text in rules { try add(rule: text, to: &settings.policy) }
        // Nobody is there to answer, and nobody could speak TLS.
        settings.policy.asks = []
        settings.configuration.extensions.remove(.startTLS)
        settings.configuration.questions = settings.policy.hooksOfInterest(
            tracesAll: isTraced, namesMessages: folder != nil)
        settings.configuration.reportsReadings = isTraced
        Interruption.prepare(removing: folder.map(MessageFolder.partialPath))
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

    /// Only where nobody wants to see everything the machine need not ask everything.
    private var isTraced: Bool { trace != "off" && (trace != nil || !isQuiet) }

    private func add(user text: String, to policy: inout Policy) throws {
        guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else {
            Console.fail("--user: expected name:password")
            throw ExitStatus.usage
        }
        policy.credentials[user: String(text[..<colon])] = Secret(
            String(text[text.index(after: colon)...]))
    }

    private func add(rule text: String, to policy: inout Policy) throws {
        do {
            let rule = try PolicyRule(parsing: text)
            guard rule.action != .ask else {
                Console.fail("--on '\(text)': there is nobody to ask on a pipe")
                throw ExitStatus.usage
            }
            policy.rules.append(rule)
        } catch let error as PolicySyntaxError {
            Console.fail("--on '\(text)': \(error)")
            throw ExitStatus.usage
        }
    }
}
