import ArgumentParser
import SASL
import SMTPPolicy
import SMTPSession
import SMTPTranscript

/// `smtpsim stdio`: one conversation with a client on standard input and output.
struct Stdio: ParsableCommand {
    static let name = "stdio"

    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Speak SMTP on standard input and output.",
        discussion: """
            Only what goes over the wire is written to standard output, so that a client can be \
            connected: swaks --pipe 'smtpsim stdio'. Time is real. TLS is not offered on a pipe.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(
        help: ArgumentHelp(
            "Where the transcript goes: off or a file; standard error if not given.",
            valueName: "off|file"))
    var trace: String?

    @Option(
        help: ArgumentHelp(
            "A user who can authenticate; may be repeated.", valueName: "name:password"))
    var user: [String] = []

    @Option(help: ArgumentHelp("A rule, as behind :on; may be repeated.", valueName: "rule"))
    var on: [String] = []

    @Option(help: ArgumentHelp("Keep each accepted message as a file there.", valueName: "dir"))
    var saveMessages: String?

    func run() throws {
        var settings = try global.simulatorSettings(playsUsualInit: true)
        for text in user { try add(user: text, to: &settings.policy) }
        for text in on { try add(rule: text, to: &settings.policy) }
        // Nobody is there to answer, and nobody could speak TLS.
        settings.policy.asks = []
        settings.configuration.extensions.remove(.startTLS)
        settings.configuration.questions = settings.policy.hooksOfInterest(
            tracesAll: isTraced, namesMessages: saveMessages != nil)
        Interruption.prepare(removing: saveMessages.map(MessageFolder.partialPath))
        let world = World(
            profile: settings.profile, configuration: settings.configuration,
            policy: settings.policy)
        // Named by its type, since a machine of an unknown type is several times slower.
        if let session = world.machine as? Session {
            try serve(session, settings)
        } else {
            try serve(world.machine, settings)
        }
    }

    private func serve(_ machine: some Machine, _ settings: SimulatorSettings) throws {
        let conversation = PipeConversation(
            machine, policy: settings.policy, hostname: settings.configuration.hostname,
            folder: saveMessages.map { MessageFolder($0) },
            log: try isTraced
                ? TraceLog(path: trace, isJSON: global.json, settings.configuration) : nil)
        try StandardPipe.serve(conversation)
    }

    /// Only where nobody wants to see everything the machine need not ask everything.
    private var isTraced: Bool { trace != "off" && (trace != nil || !global.quiet) }

    private func add(user text: String, to policy: inout Policy) throws {
        guard let colon = text.firstIndex(of: ":") else {
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
                Console.fail("--on '\(text)': nobody can be asked on a pipe")
                throw ExitStatus.usage
            }
            policy.rules.append(rule)
        } catch let error as PolicySyntaxError {
            Console.fail("--on '\(text)': \(error)")
            throw ExitStatus.usage
        }
    }
}
