import SMTPGrammar

/// Everything about a server that is not the state of a session: texts, limits, extensions,
/// tolerances.
public struct Configuration: Hashable, Sendable, Codable {
    /// The server's name in the greeting and in the reply to EHLO.
    public var hostname = "mx.sim.example"
    /// What the greeting says after the name.
    public var ident = "ESMTP smtpsim"
    /// The sizes and counts above which the server says no.
    public var limits = Limits()
    /// Whether the server speaks LMTP (RFC 2033) instead of SMTP.
    public var isLMTP = false
    /// Whether the server takes nothing but what on-demand mail relay needs (RFC 2645).
    public var isRelayOnDemand = false
    /// Whether each connection begins with a header of the PROXY protocol.
    public var expectsProxyHeader = false
    /// The rules by which a refusal closes the connection too.
    ///
    /// A list, since it is nearly always empty, and smaller than a set.
    public var closing: [Rule] = []
    /// How long the server waits.
    public var timeouts = Timeouts()
    /// The extensions that the reply to EHLO offers, as far as they make sense at that moment.
    public var extensions = ExtensionSet.usual
    /// Extensions that the machine does not know: EHLO lists them, MAIL and RCPT take their parameters,
    /// and what these say is in the envelope.
    public var ownExtensions: [SMTPExtension] = []
    /// The values of the extensions' settings, by name, where they differ from the initial ones.
    public var extensionValues: [String: String] = [:]
    /// The SASL mechanisms that AUTH takes, in the order in which EHLO lists them.
    public var mechanisms: [OfferedMechanism] = ["PLAIN", "LOGIN", "CRAM-MD5"]
    /// Whether mechanisms that send the password in clear are offered outside TLS too.
    public var allowsPlaintextAuthentication = false
    /// How the server behaves in SASL exchanges where the mechanisms leave it open.
    public var authentication = AuthenticationManners()
    /// Whether mail is accepted only inside TLS.
    public var requiresTLS = false
    /// Whether mail is taken only from clients that have authenticated.
    public var requiresAuthentication = false
    /// Verbs that the server knows and does not do.
    public var disabledVerbs: Set<String> = []
    /// Whether a message that is kept begins with a Received field (RFC 5321 §4.4); for its driver.
    public var addsReceived = true
    /// Whether a message that is kept begins with a Return-Path field (RFC 5321 §4.4); for its driver.
    public var addsReturnPath = true
    /// When the clock of the session began, in seconds since 1970 in UTC; virtual time begins with 2026.
    public var beginningOfTime: UInt64 = 1_767_225_600
    /// Departures that pass with a note.
    public var tolerated = Configuration.strictTolerances
    /// What is changed in message text; usually nothing.
    public var textTreatment: TextTreatment = []
    /// Out of the way: one presentation, if it is not the usual one.
    var presentations: [Presentation] = []
    /// The questions that the machine asks; for others it takes the default answer at once.
    public var questions = HookSet.all
    /// Whether the machine hands message text over, and says what became of it; a driver that keeps no messages wants
    /// neither.
    public var handsMessagesOver = true
    /// Whether the machine says what it takes the client's octets for, and when its state changes.
    public var reportsReadings = false

    /// The strict server: all that RFC 5321 demands, and no more tolerance than it asks for.
    public init() {}

    /// Reads settings; those that earlier versions did not have get their defaults.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        hostname = try values.decode(String.self, forKey: .hostname)
        ident = try values.decode(String.self, forKey: .ident)
        limits = try values.decode(Limits.self, forKey: .limits)
        isLMTP = try values.decodeIfPresent(Bool.self, forKey: .isLMTP) ?? false
        isRelayOnDemand = try values.decodeIfPresent(Bool.self, forKey: .isRelayOnDemand) ?? false
        expectsProxyHeader =
            try values.decodeIfPresent(Bool.self, forKey: .expectsProxyHeader) ?? false
        closing = try values.decodeIfPresent([Rule].self, forKey: .closing) ?? []
        timeouts = try values.decode(Timeouts.self, forKey: .timeouts)
        extensions = try values.decode(ExtensionSet.self, forKey: .extensions)
        ownExtensions =
            try values.decodeIfPresent([SMTPExtension].self, forKey: .ownExtensions) ?? []
        extensionValues =
            try values.decodeIfPresent([String: String].self, forKey: .extensionValues) ?? [:]
        mechanisms = try values.decode([OfferedMechanism].self, forKey: .mechanisms)
        allowsPlaintextAuthentication = try values.decode(
            Bool.self, forKey: .allowsPlaintextAuthentication)
        authentication =
            try values.decodeIfPresent(AuthenticationManners.self, forKey: .authentication)
            ?? AuthenticationManners()
        requiresTLS = try values.decode(Bool.self, forKey: .requiresTLS)
        requiresAuthentication = try values.decode(Bool.self, forKey: .requiresAuthentication)
        disabledVerbs = try values.decode(Set<String>.self, forKey: .disabledVerbs)
        addsReceived = try values.decodeIfPresent(Bool.self, forKey: .addsReceived) ?? true
        addsReturnPath = try values.decodeIfPresent(Bool.self, forKey: .addsReturnPath) ?? true
        beginningOfTime =
            try values.decodeIfPresent(UInt64.self, forKey: .beginningOfTime) ?? beginningOfTime
        tolerated = try values.decode(RuleSet.self, forKey: .tolerated)
        textTreatment =
            try values.decodeIfPresent(TextTreatment.self, forKey: .textTreatment) ?? []
        presentations =
            try values.decodeIfPresent([Presentation].self, forKey: .presentations) ?? []
        questions = try values.decode(HookSet.self, forKey: .questions)
        handsMessagesOver =
            try values.decodeIfPresent(Bool.self, forKey: .handsMessagesOver) ?? true
        reportsReadings = try values.decodeIfPresent(Bool.self, forKey: .reportsReadings) ?? false
    }

    /// What even a strict server lets pass: what the RFCs ask it to, and what is common in message
    /// text and does no harm as long as the text ends only where it should.
    static let strictTolerances: RuleSet = [
        .otherProtocol, .helloLiteral, .bareAddress, .helloInformation, .sourceRoute,
        .unqualifiedDomain, .trailingBlank, .earlyTalk,
        .notLastInGroup, .unauthorizedPipelining, .tlsDiscarded,
        .contentBareCarriageReturn, .contentBareLineFeed, .contentNul, .contentEightBit,
        .contentLineTooLong, .declaredSizeExceeded,
    ]
}
