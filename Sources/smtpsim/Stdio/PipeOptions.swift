import MailHogMachine
import SASL
import SMTPDriver
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import SystemCalls

/// The options of `stdio`.
struct PipeOptions {
    /// Those that make the server.
    var server = ServerOptions()
    /// Whether the trace is JSON.
    var isJSON = false
    /// Whether there is no trace unless one is named.
    var isQuiet = false
    /// `off`, or the file for the trace; nil for standard error.
    var trace: String?
    /// Users who can authenticate, each `name:password`.
    var users: [String] = []
    /// Rules, each as after `:on`.
    var handlers: [String] = []
    /// The folder for accepted messages.
    var folder: String?
    /// The Maildir for accepted messages.
    var maildir: String?
    /// Whether credentials are shown in the trace.
    var showsSecrets = false
    /// Whether the findings of lint are written at the end.
    var lints = false
}

extension PipeOptions {
    /// Reads plain arguments: options of this command and their values, each in a word.
    ///
    /// The argument parser takes longer than everything else before the greeting, for which a client
    /// waits. The parser reads the same options; anything else, such as help, is left to it.
    init?(plain arguments: ArraySlice<String>) {
        var rest = arguments
        while let option = rest.popFirst() {
            if option == "--json" {
                isJSON = true
            } else if option == "--quiet" || option == "-q" {
                isQuiet = true
            } else if option == "--secrets" {
                showsSecrets = true
            } else if option == "--lint" {
                lints = true
            } else {
                guard let value = rest.popFirst(), !value.hasPrefix("-"), set(option, value) else {
                    return nil
                }
            }
        }
    }

    private mutating func set(_ option: String, _ value: String) -> Bool {
        switch option {
        case "--profile": server.profile = value
        case "--set": server.settings.append(value)
        case "--init": server.initFile = value
        case "--trace": trace = value
        case "--user": users.append(value)
        case "--on": handlers.append(value)
        case "--save-messages": folder = value
        case "--maildir": maildir = value
        default: return false
        }
        return true
    }
}

extension PipeOptions {
    /// Holds the conversation.
    func serve() throws {
        var server = server
        // RFC 2195 §2: a challenge must never come twice.
        server.seed = server.seed ?? UInt64.random(in: .min ... .max)
        var settings = try server.simulatorSettings(playsUsualInit: true)
        for text in users { try settings.policy.add(user: text) }
        for text in handlers { try settings.policy.add(handler: text, asks: false) }
        // There is nobody to ask, and a pipe has no TLS.
        settings.policy.asks = []
        settings.configuration.extensions.remove(.startTLS)
        let storage = try storage()
        if storage != nil { settings.configuration.extensions.remove(.checkpoint) }
        settings.configuration.questions = settings.policy.hooksOfInterest(
            tracesAll: isTraced, namesMessages: storage != nil)
        settings.configuration.reportsReadings = isTraced || lints
        settings.configuration.handsMessagesOver = storage != nil || isTraced || lints
        settings.configuration.beginningOfTime = ThisProcess.secondsSince1970
        ThisProcess.shutDownOnSignals(removing: storage?.partialPath)
        switch settings.profile.machine {
        // Named by its type, since a machine of an unknown type is several times slower.
        case .session: try serve(Session(settings.configuration), settings, storage)
        case .mailHog:
            try serve(
                MailHogMachine(MailHogConfiguration(settings.configuration)), settings, storage)
        }
    }

    /// Where messages are kept, if they are.
    private func storage() throws -> MessageStorage? {
        guard folder == nil || maildir == nil else {
            throw Failure("--save-messages and --maildir: messages are kept in one place")
        }
        return try maildir.map { try MessageStorage(maildir: $0) }
            ?? folder.map { try MessageStorage(numbered: $0) }
    }

    private func serve(
        _ machine: some Machine, _ settings: SimulatorSettings, _ storage: MessageStorage?
    ) throws {
        let conversation = PipeConversation(
            machine, policy: settings.policy, configuration: settings.configuration,
            folder: storage.map { MessageFolder($0, TraceFields(settings.configuration)) },
            log: try isTraced
                ? TraceLog(path: trace, isJSON: isJSON, settings, secrets: showsSecrets) : nil,
            lint: lints ? LintLog(isJSON: isJSON) : nil)
        try StandardPipe.serve(conversation)
    }

    /// Whether there is a trace: without one, the machine asks only what rules can decide.
    private var isTraced: Bool { trace != "off" && (trace != nil || !isQuiet) }
}
