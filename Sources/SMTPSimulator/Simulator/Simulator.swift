import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession

/// A server at the prompt: a machine with those who decide, and everything that was done to it.
///
///     var simulator = Simulator(SimulatorSettings())
///     let step = try simulator.type(line: Array("EHLO client.example".utf8))
///
/// It is a value, and knows no terminal and no file. Each thing that a person does is a step, which
/// holds what happened and can be undone.
public struct Simulator: Sendable {
    /// How it began.
    public let settings: SimulatorSettings
    var timeline: Timeline
    /// The name of the session that is played.
    public internal(set) var name = "main"
    var parked: [String: Timeline] = [:]
    /// Undo takes no number back: one that is on the screen stands for one secret.
    package internal(set) var secretNumbers = SecretNumbers()
    /// What `:restore` goes back to.
    var checkpoints: [String: Timeline] = [:]
    /// What a recorded server said in the place of the replies that the next step gives.
    var recorded: [RecordedVerdict?] = []
    /// Names that the person made, and the commands that they stand for.
    package internal(set) var aliases: [String: String]

    /// A simulator in which nothing has happened: the connection is not open.
    public init(_ settings: SimulatorSettings = SimulatorSettings()) {
        self.settings = settings
        timeline = Timeline(world: settings.world)
        aliases = settings.aliases
    }

    /// Everything as it is now.
    public var world: World { timeline.world }
    /// What was done, oldest first; what was undone is not in it.
    public var steps: SharedList<Step> { timeline.steps }
    /// What was undone and can be done again, the next one last.
    public var undone: SharedList<Step> { timeline.undone }
    package var checkpointNames: [String] { checkpoints.keys.sorted() }
    /// The names of the sessions, sorted, the one that is played among them.
    public var sessions: [String] { (parked.keys + [name]).sorted() }
}

extension Simulator {
    /// Forgets the past but for its last steps, and the messages, to save memory.
    package mutating func forgetPast(keeping count: Int) { timeline.forgetPast(keeping: count) }

    /// Forgets the first steps, once there are more than so many: the latter half is kept.
    ///
    /// Returns whether it did.
    package mutating func forgetSteps(beyond most: Int) -> Bool {
        guard steps.count > most else { return false }
        timeline.forgetSteps(keeping: most / 2)
        return true
    }

    /// How many steps were forgotten, so that a saved session begins after them.
    package var forgottenCount: Int { timeline.forgottenCount }

    /// The server machine.
    public var machine: any Machine { world.machine }
    /// The state's name: `HELLO`, `RCPT`.
    public var phaseName: String { world.machine.phaseName }
    /// How the client's next octets will be read.
    public var expectation: Expectation { world.machine.expectation }
    /// Whether the server takes the client's next line for content: message text, or a SASL response.
    package var takesContent: Bool { openQuestion == nil && expectation.isContent }
    /// The question that waits for the person.
    public var openQuestion: Question? { world.machine.openQuestion }
    /// The question that waits for the person, as it may be shown.
    package var shownQuestion: Question? { openQuestion.map { world.reading?.masked($0) ?? $0 } }
    /// Who decides.
    public var policy: Policy { world.policy }
    /// What was received.
    public var mailbox: Mailbox { world.mailbox }
    /// What MAIL and RCPT have said so far.
    public var envelope: Envelope { world.machine.envelope }
    /// The server's settings.
    public var configuration: Configuration { world.configuration }
    package var admittedVerbs: [String] { world.machine.admittedVerbs }

    /// All events of the session, in order.
    public var events: [Event] { steps.flatMap(\.events) }
    /// The last reply with the step that it belongs to.
    public var lastReply: (reply: Reply, step: Step)? {
        for step in steps.reversed() {
            if let reply = step.replies.last { return (reply, step) }
        }
        return nil
    }
}

extension Expectation {
    /// Whether a line is taken for content, not for a command.
    package var isContent: Bool {
        switch self {
        case .content, .authentication: true
        case .connection, .header, .command, .handshake, .nothing: false
        }
    }
}

/// How a simulator begins.
public struct SimulatorSettings: Sendable {
    /// The named server.
    public var profile: Profile
    /// The server's settings.
    public var configuration: Configuration
    /// Who decides, with its seed.
    public var policy: Policy
    /// The seed of chance and challenges.
    public let seed: UInt64
    /// Names for commands, by what they stand for.
    package var aliases: [String: String] = [:]

    /// Settings; a nil configuration is the profile's own, a nil policy has only defaults.
    ///
    /// The seed counts, not the policy's own.
    public init(
        profile: Profile = .strict, configuration: Configuration? = nil, policy: Policy? = nil,
        seed: UInt64 = 0
    ) {
        self.profile = profile
        self.configuration = configuration ?? profile.configuration
        // Everything is asked, because the trace shows defaults too.
        self.configuration.questions = .all
        self.policy = policy ?? Policy(seed: seed)
        self.policy.random = SeededRandom(seed: seed)
        self.seed = seed
    }

    var world: World { World(profile: profile, configuration: configuration, policy: policy) }
}

/// Why a simulator did not do what was typed; nothing has changed.
public enum SimulatorError: Error, Hashable, Sendable {
    /// The machine does not take that input now.
    case misuse(Misuse)
    /// The answer cannot be read.
    case answer(PolicySyntaxError)
    /// The value of a setting, or its name, is wrong.
    case setting(SettingError)
    /// The connection is closed; `:connect` opens another.
    case closed
    /// A question waits for its answer.
    case questionIsOpen(Hook)
    /// No question is open.
    case noQuestion
    /// There is nothing to undo, redo or go to.
    case noSuchStep(String)
    /// There is no checkpoint, session, handler or user of that name.
    case unknownName(kind: String, name: String, suggestion: String?)
    /// The name is taken.
    case nameIsTaken(String)
    /// A file cannot be read.
    case file(ScriptFileError)
    /// A profile's file has faults.
    case profile(ScriptError)
    /// The command has no meaning here.
    case unsuitable(String)
}

extension SimulatorError: CustomStringConvertible {
    /// What is wrong, in lower case and without a full stop.
    public var description: String {
        switch self {
        case .misuse(let misuse): SimulatorError.lowercased(misuse.description)
        case .answer(let error): error.description
        case .setting(let error): error.description
        case .closed: "the connection is closed; :connect opens another"
        case .questionIsOpen(let hook): "the \(hook.rawValue) question waits for its answer"
        case .noQuestion: "no question is open"
        case .noSuchStep(let what): what
        case .unknownName(let kind, let name, let suggestion):
            "there is no \(kind) \(name)" + (suggestion.map { "; did you mean \($0)?" } ?? "")
        case .nameIsTaken(let name): "\(name) is there already"
        case .file(let error): error.description
        case .profile(let error): error.description
        case .unsuitable(let why): why
        }
    }

    private static func lowercased(_ sentence: String) -> String {
        let text = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
