import MailHogMachine
import SMTPDriver
import SMTPPolicy
import SMTPSession

/// Everything that undo covers: the machine, who decides, what was received, and the settings.
///
/// A value: a copy is a snapshot.
public struct World: Sendable {
    /// The server machine.
    public internal(set) var machine: any Machine
    /// The server's settings; change them with `configure`, so that the machine knows them.
    public private(set) var configuration: Configuration
    /// The named server that the settings began with.
    public private(set) var profile: Profile
    /// Who decides: handlers, a one-shot action, the person, users.
    public var policy: Policy
    /// The messages that were received.
    public internal(set) var mailbox = Mailbox()
    /// How many octets the machine gets at once; nil for each write as a whole.
    package internal(set) var chunk: Int?
    /// Whether the person is asked where users' passwords would decide.
    var asksForCredentials = false
    /// Whether the open question was put to the person; then nobody else decides it any more.
    var isAsking = false
    /// Whether the machine waits for the TLS handshake.
    package internal(set) var isTLSPending = false
    /// What was read last; replies and questions answer it.
    package internal(set) var reading: Reading?
    /// How many questions of each kind were decided.
    package internal(set) var questionCounts: [Hook: Int] = [:]

    /// A world in which nothing has happened; a nil configuration is the profile's own.
    public init(
        profile: Profile = .strict, configuration: Configuration? = nil, policy: Policy = Policy()
    ) {
        self.profile = profile
        self.configuration = configuration ?? profile.configuration
        self.configuration.reportsReadings = true
        self.policy = policy
        machine = profile.newMachine(self.configuration)
    }

    /// Changes settings, in the middle of a session too.
    mutating func configure(_ configuration: Configuration) {
        self.configuration = configuration
        self.configuration.reportsReadings = true
        machine.configure(self.configuration)
    }

    /// Takes another profile's settings; another machine begins anew, without a connection.
    mutating func use(_ profile: Profile) {
        let isSameMachine = profile.machine == self.profile.machine
        self.profile = profile
        var renewed = profile.configuration
        renewed.ownExtensions = configuration.ownExtensions
        configure(renewed)
        if !isSameMachine { renewMachine() }
    }

    /// Puts a machine there that waits for its connection; time goes on.
    mutating func renewMachine() {
        let now = machine.clock
        machine = profile.newMachine(configuration)
        isTLSPending = false
        isAsking = false
        reading = nil
        mailbox.abandon()
        var outputs: [Output] = []
        // A machine without a connection takes any time that is not before its beginning.
        try? machine.receive(.clock(now), into: &outputs)
    }
}

extension World: Equatable {
    /// Whether everything is the same.
    public static func == (left: World, right: World) -> Bool {
        left.machine.isSame(as: right.machine) && left.profile == right.profile
            && left.configuration == right.configuration && left.policy == right.policy
            && left.mailbox == right.mailbox && left.chunk == right.chunk
            && left.asksForCredentials == right.asksForCredentials
            && left.isAsking == right.isAsking && left.isTLSPending == right.isTLSPending
            && left.reading == right.reading && left.questionCounts == right.questionCounts
    }
}

extension Machine {
    fileprivate func isSame(as other: any Machine) -> Bool { (other as? Self) == self }
}
