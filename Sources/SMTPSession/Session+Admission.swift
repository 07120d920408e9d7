import SMTPGrammar

extension Session {
    /// The rule that keeps a verb from being performed now, or nil if it is in order.
    ///
    /// It looks at the order of commands only, never at their text (RFC 5321 §4.1.4).
    ///
    /// - Parameter verb: the verb
    /// - Returns: the rule by which it would be refused
    public func admission(of verb: Verb) -> Rule? { fault(of: verb) }

    // Inlined, since calling a function that reads a session this large copies it first.
    @inline(__always)
    func fault(of verb: Verb) -> Rule? {
        guard !control.isRefused else { return verb == .quit ? nil : .refusedConnection }
        // Before all else: it stands for "every command" but four, known or not.
        if awaitsTLS, !Session.worksBeforeTLS(verb) { return .tlsRequired }
        guard isImplemented(verb) else { return .notImplemented }
        if configuration.requiresAuthentication, authenticatedUser == nil,
            !Session.worksBeforeAuthentication(verb)
        {
            return .authenticationRequired
        }
        return orderFault(of: verb)
    }

    /// Whether nothing but STARTTLS leads on.
    var awaitsTLS: Bool { configuration.requiresTLS && tls == nil }

    /// The verbs that are in order now.
    public var admittedVerbs: [String] {
        guard expectation == .command else { return [] }
        return Verb.allCases.filter { admission(of: $0) == nil }.map(\.name)
    }

    @inline(__always)
    private func orderFault(of verb: Verb) -> Rule? {
        switch verb {
        case .helo, .ehlo, .rset, .noop, .quit, .vrfy, .expn, .help: nil
        case .mail: phase == .hello ? .helloFirst : phase == .recipient ? .nestedMail : nil
        case .rcpt: phase == .hello ? .helloFirst : phase == .recipient ? nil : .mailFirst
        case .data: dataFault
        case .auth: authenticationFault
        case .startTLS: phase == .hello ? .helloFirst : tls == nil ? nil : .tlsActive
        case .turn, .send, .soml, .saml: .notImplemented
        }
    }

    @inline(__always)
    private var dataFault: Rule? {
        guard phase != .hello else { return .helloFirst }
        guard phase == .recipient else { return .mailFirst }
        guard envelope.recipients.isEmpty, counters.discardedRecipients == 0 else { return nil }
        return counters.refusedRecipients == 0 ? .recipientFirst : .noValidRecipients
    }

    @inline(__always)
    private var authenticationFault: Rule? {
        guard phase != .hello else { return .helloFirst }
        guard isExtended else { return .authNeedsExtendedHello }
        guard authenticatedUser == nil else { return .alreadyAuthenticated }
        return phase == .recipient ? .authInTransaction : nil
    }

    @inline(__always)
    private func isImplemented(_ verb: Verb) -> Bool {
        switch verb {
        case .turn, .send, .soml, .saml: return false
        case .auth: guard configuration.extensions.contains(.auth) else { return false }
        case .startTLS: guard configuration.extensions.contains(.startTLS) else { return false }
        case .expn: guard configuration.extensions.contains(.expand) else { return false }
        case .help: guard configuration.extensions.contains(.help) else { return false }
        case .helo, .ehlo, .mail, .rcpt, .data, .rset, .noop, .quit, .vrfy: break
        }
        return configuration.disabledVerbs.isEmpty
            || !configuration.disabledVerbs.contains(verb.name)
    }

    /// RFC 3207 §4: 530 "to every command other than NOOP, EHLO, STARTTLS, or QUIT".
    private static func worksBeforeTLS(_ verb: Verb) -> Bool {
        switch verb {
        case .noop, .ehlo, .startTLS, .quit: true
        case .helo, .mail, .rcpt, .data, .rset, .vrfy, .expn, .help, .auth, .turn, .send, .soml,
            .saml:
            false
        }
    }

    /// RFC 4954 §6 names AUTH, EHLO, HELO, NOOP, RSET and QUIT; STARTTLS comes before AUTH, and HELP
    /// does no harm.
    private static func worksBeforeAuthentication(_ verb: Verb) -> Bool {
        switch verb {
        case .helo, .ehlo, .noop, .rset, .quit, .auth, .startTLS, .help: true
        case .mail, .rcpt, .data, .vrfy, .expn, .turn, .send, .soml, .saml: false
        }
    }
}
