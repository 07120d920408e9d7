import MailHogMachine
import OctetText
import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPScript
import SMTPSession

/// Everything that undo covers: the machine, who decides, what was received, and the settings.
///
/// A value: a copy is a snapshot, and shares with the original what changes rarely or only grows.
public struct World: Sendable {
    /// The server machine.
    public internal(set) var machine: any Machine
    /// The server's settings; change them with `configure`, so that the machine knows them.
    public private(set) var configuration: Configuration {
        get { standings[0].configuration }
        set { standings[0].configuration = newValue }
    }
    /// The named server that the settings began with.
    public private(set) var profile: Profile {
        get { standings[0].profile }
        set { standings[0].profile = newValue }
    }
    /// Who decides: handlers, a one-shot action, the person, users.
    public var policy: Policy {
        _read { yield policies[0] }
        _modify { yield &policies[0] }
    }
    /// The messages that were received.
    public internal(set) var mailbox: Mailbox {
        get { mailboxes[0] }
        _modify { yield &mailboxes[0] }
    }
    /// How many octets the machine gets at once; nil for each write as a whole.
    package internal(set) var chunk: Int? {
        get { standings[0].chunk }
        set { standings[0].chunk = newValue }
    }
    /// Whether the person is asked where users' passwords would decide.
    var asksForCredentials: Bool {
        get { standings[0].asksForCredentials }
        set { standings[0].asksForCredentials = newValue }
    }
    /// Whether the open question was put to the person; then nobody else decides it any more.
    var isAsking = false
    package internal(set) var isTLSPending = false
    /// The link to the client, if an answer gave it faults.
    package internal(set) var link: Link? {
        get { standings[0].link }
        set { standings[0].link = newValue }
    }
    /// What was read last; replies and questions answer it.
    package internal(set) var reading: Reading?
    package internal(set) var questionCounts = HookCounts()
    /// The mail that a client of on-demand relay asked for.
    var outgoing: OutgoingMail? {
        get { standings[0].outgoing }
        set { standings[0].outgoing = newValue }
    }

    // Out of the way, so that every step need not keep its own.
    private var standings: [Standing]
    private var policies: [Policy]
    private var mailboxes = [Mailbox()]

    /// What changes rarely.
    private struct Standing: Equatable, Sendable {
        var configuration: Configuration
        var profile: Profile
        var chunk: Int?
        var asksForCredentials = false
        var link: Link?
        var outgoing: OutgoingMail?
    }

    /// A world in which nothing has happened; a nil configuration is the profile's own.
    public init(
        profile: Profile = .strict, configuration: Configuration? = nil, policy: Policy = Policy()
    ) {
        var configuration = configuration ?? profile.configuration
        configuration.reportsReadings = true
        standings = [Standing(configuration: configuration, profile: profile)]
        policies = [policy]
        machine = profile.newMachine(configuration)
    }

    /// Changes settings, in the middle of a session too.
    mutating func configure(_ configuration: Configuration) {
        var configuration = configuration
        configuration.reportsReadings = true
        self.configuration = configuration
        machine.configure(configuration)
    }

    /// Takes another profile's settings; another machine begins anew, without a connection.
    mutating func use(_ profile: Profile) {
        let isSameMachine = profile.machine == self.profile.machine
        self.profile = profile
        var renewed = profile.configuration
        renewed.ownExtensions = configuration.ownExtensions
        renewed.beginningOfTime = configuration.beginningOfTime
        configure(renewed)
        if !isSameMachine { renewMachine() }
    }

    /// Puts a machine there that waits for its connection; time goes on.
    mutating func renewMachine() {
        let now = machine.clock
        let interruptions = (machine as? Session)?.interruptions ?? []
        machine = profile.newMachine(configuration, after: interruptions)
        isTLSPending = false
        forgetLink()
        isAsking = false
        reading = nil
        mailbox.abandon()
        var outputs: [Output] = []
        // A machine without a connection takes any time that is not before its beginning.
        try? machine.receive(.clock(now), into: &outputs)
    }

    /// Forgets the link, if there is anything to forget.
    private mutating func forgetLink() { if link != nil { link = nil } }
}

extension World {
    /// Has the policy decide a question; most decisions change nothing of it, and then the worlds before share it.
    mutating func decide(_ question: Question, _ context: DecisionContext) -> Decision {
        var consulted = policy
        let decision = consulted.decide(question, context: context)
        if consulted != policy { policy = consulted }
        return decision
    }
}

extension World: Equatable {
    /// Whether everything is the same.
    public static func == (left: World, right: World) -> Bool {
        left.machine.isSame(as: right.machine) && left.standings == right.standings
            && left.policies == right.policies && left.mailboxes == right.mailboxes
            && left.isAsking == right.isAsking && left.isTLSPending == right.isTLSPending
            && left.reading == right.reading && left.questionCounts == right.questionCounts
    }
}

extension Machine {
    fileprivate func isSame(as other: any Machine) -> Bool { (other as? Self) == self }
}

extension World {
    /// What a new server with these settings offers in reply to EHLO, in clear or under TLS.
    var offeredExtensions: Set<String> {
        var secured = Peer()
        secured.tls = TLSInfo()
        return keywords(saidTo: Peer()).union(keywords(saidTo: secured))
    }

    private func keywords(saidTo peer: Peer) -> Set<String> {
        var performance = Performance(World(profile: profile, configuration: configuration))
        let verb = configuration.isLMTP ? Verb.lhlo.name : Verb.ehlo.name
        guard (try? performance.connect(peer)) != nil,
            (try? performance.send(Array("\(verb) client.example\r\n".utf8))) != nil
        else { return [] }
        let lines = performance.events.replies.last?.lines.dropFirst() ?? []
        return Set(lines.compactMap(World.keyword))
    }

    /// The word after the code: `SIZE` of `250-SIZE 10485760`.
    private static func keyword(_ line: String) -> String? {
        let word = line.utf8.dropFirst(4).prefix { !$0.isBlank && $0 != ASCII.equals }
        return word.isEmpty ? nil : String(decoding: word.map(ASCII.uppercased), as: UTF8.self)
    }
}

extension Profile {
    /// A machine without a connection; it knows what was interrupted before.
    package func newMachine(
        _ configuration: Configuration, after interruptions: [InterruptedTransaction] = []
    ) -> any Machine {
        switch machine {
        case .session:
            var session = Session(configuration)
            session.interruptions = interruptions
            return session
        case .mailHog: return MailHogMachine(MailHogConfiguration(configuration))
        }
    }
}

extension Setting {
    /// Whether it does something to a profile's server.
    package func counts(in profile: Profile) -> Bool {
        switch profile.machine {
        case .session: true
        case .mailHog: Setting.mailHogNames.contains(name)
        }
    }

    /// The settings that `MailHogConfiguration` is made of, and those of the driver.
    private static let mailHogNames = Set([
        "hostname", "ident", "reject-broken-mail-syntax", "reject-broken-rcpt-syntax",
        "tolerate.\(Rule.mailSpaceAfterColon.id)", "tolerate.\(Rule.rcptSpaceAfterColon.id)",
        "require-tls", "maximum-recipients", "maximum-line-length", "authentication-mechanisms",
        "starttls",
    ]).union(traceNames)

    /// Those for whoever drives the machine, whichever it is.
    private static let traceNames: Set = ["received", "return-path"]
}
