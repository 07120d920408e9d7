import SMTPSession

/// A named server: a configuration, and the machine that it is for.
///
///     :profile lenient
public enum Profile: String, CaseIterable, Hashable, Sendable, Codable {
    case strict, lenient, submission, mailhog

    /// Which machine speaks.
    public enum MachineKind: String, Hashable, Sendable, Codable {
        /// `Session`, with the profile's configuration.
        case session
        /// The machine that behaves as mailhog/smtp does; of the configuration it takes what it knows.
        case mailHog
    }

    /// One sentence on what it is.
    public var summary: String {
        switch self {
        case .strict: "What RFC 5321 demands, and no more tolerance than it asks for."
        case .lenient: "Lets pass what common servers let pass, and takes passwords without TLS."
        case .submission: "Takes mail from authenticated clients only (RFC 6409), passwords in TLS."
        case .mailhog: "Another machine, which behaves as mailhog/smtp does."
        }
    }

    /// Which machine speaks.
    public var machine: MachineKind {
        switch self {
        case .strict, .lenient, .submission: .session
        case .mailhog: .mailHog
        }
    }

    /// Its settings, all questions asked.
    public var configuration: Configuration {
        switch self {
        case .strict: Configuration()
        case .lenient: .lenient
        case .submission: .submission
        case .mailhog: .mailHog
        }
    }
}

extension Configuration {
    /// Never tolerated here is a message that ends at a bare LF: that is what makes a server open to
    /// SMTP smuggling, and no other tolerance changes where a message ends.
    fileprivate static var lenient: Configuration {
        var configuration = Configuration()
        let tolerances: [Rule] = [
            .mailSpaceAfterColon, .rcptSpaceAfterColon, .missingBrackets, .missingDomain,
            .looseAddress, .helloName, .extraBlank, .bareLineFeed,
        ]
        for rule in tolerances { configuration.tolerated.insert(rule) }
        configuration.allowsPlaintextAuthentication = true
        configuration.limits.commandLine = 2_048
        return configuration
    }

    /// A submission server refuses MAIL by default until the client has authenticated (after RFC
    /// 6409 §4.3).
    ///
    /// Passwords in clear wait for TLS, as in the strict server. Domains are fully qualified (§4.2).
    fileprivate static var submission: Configuration {
        var configuration = Configuration()
        configuration.ident = "ESMTP smtpsim submission"
        configuration.requiresAuthentication = true
        configuration.tolerated.remove(.unqualifiedDomain)
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
