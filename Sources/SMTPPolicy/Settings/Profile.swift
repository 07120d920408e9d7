import SMTPSession

/// A named server: a configuration, and the machine that it is for.
///
///     :profile lenient
@nonexhaustive
public enum Profile: String, CaseIterable, Hashable, Sendable, Codable {
    /// RFC 5321 as it is written.
    case strict
    /// What common servers tolerate, and passwords without TLS.
    case lenient
    /// Mail from authenticated clients only: RFC 6409.
    case submission
    /// As Postfix is by default.
    case postfix
    /// As Exim is by default.
    case exim
    /// Like Gmail's submission server.
    case gmail
    /// Like Exchange Server towards its users.
    case exchange
    /// Mail handed over to a customer on demand: RFC 2645.
    case odmr
    /// Local delivery, with a reply for each recipient: RFC 2033.
    case lmtp
    /// The machine that behaves as mailhog/smtp does.
    case mailhog

    /// Which machine speaks.
    @nonexhaustive
    public enum MachineKind: String, Hashable, Sendable, Codable {
        /// `Session`, with the profile's configuration.
        case session
        /// The machine that behaves like mailhog/smtp; it uses what it knows of the configuration.
        case mailHog
    }

    /// What it is, in one sentence.
    public var summary: String {
        switch self {
        case .strict: "What RFC 5321 requires, and no more tolerance than it asks for."
        case .lenient: "Tolerates what common servers tolerate, and accepts passwords without TLS."
        case .submission:
            "Accepts mail only from authenticated clients (RFC 6409), and passwords only in TLS."
        case .postfix: "Offers, limits and words as Postfix has them by default, with TLS."
        case .exim: "Offers, limits and words as Exim has them by default, with TLS."
        case .gmail: "Like Gmail's submission server: STARTTLS first, then AUTH."
        case .exchange: "Like Exchange Server towards its users: AUTH LOGIN only."
        case .odmr: "On-demand mail relay (RFC 2645): hands waiting mail over after AUTH and ATRN."
        case .lmtp:
            "LMTP: local delivery (RFC 2033), with LHLO and a reply for each recipient."
        case .mailhog: "Another machine, which behaves like mailhog/smtp."
        }
    }

    /// Which machine speaks.
    public var machine: MachineKind { self == .mailhog ? .mailHog : .session }

    /// Its settings, with all questions asked.
    public var configuration: Configuration {
        switch self {
        case .strict: Configuration()
        case .lenient: .lenient
        case .submission, .postfix, .exim, .gmail, .exchange, .odmr:
            text.map(Profile.configuration(of:)) ?? Configuration()
        case .lmtp: .lmtp
        case .mailhog: .mailHog
        }
    }
}

extension Configuration {
    /// A message that ends at a bare LF is never tolerated here: that opens a server to SMTP
    /// smuggling, and no other tolerance changes where a message ends.
    fileprivate static var lenient: Configuration {
        var configuration = Configuration()
        let tolerances: [Rule] = [
            .mailSpaceAfterColon, .rcptSpaceAfterColon, .missingBrackets, .missingDomain,
            .looseAddress, .addressTag, .helloName, .extraBlank, .bareLineFeed,
        ]
        for rule in tolerances { configuration.tolerated.insert(rule) }
        configuration.allowsPlaintextAuthentication = true
        configuration.limits.commandLine = 2_048
        return configuration
    }

    /// RFC 2033 §5: PIPELINING and ENHANCEDSTATUSCODES are a must, 8BITMIME should be there.
    fileprivate static var lmtp: Configuration {
        var configuration = Configuration()
        configuration.ident = "LMTP smtpsim"
        configuration.isLMTP = true
        return configuration
    }

    fileprivate static var mailHog: Configuration {
        var configuration = Configuration()
        configuration.hostname = "mailhog.example"
        configuration.ident = "ESMTP MailHog"
        configuration.mechanisms = []
        // The original has no limits unless it is told.
        configuration.limits.commandLine = Limits.unlimited
        configuration.limits.recipients = Limits.unlimited
        configuration.tolerated.insert(.mailSpaceAfterColon)
        configuration.tolerated.insert(.rcptSpaceAfterColon)
        return configuration
    }
}
