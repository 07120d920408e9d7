import SMTPGrammar

// What is in order when stands in the declarations of the verbs (`VerbOrder`); this evaluates them.

extension Session {
    /// The rule by which a verb would be refused now, or nil if it is in order (RFC 5321 §4.1.4).
    ///
    /// It looks at the order of commands only, never at their text.
    public func admission(of verb: Verb) -> Rule? {
        var session = self
        return session.fault(of: verb)
    }

    // It changes nothing; it is mutating, since a function that only reads a session this large gets a copy.
    mutating func fault(of verb: Verb) -> Rule? {
        if let rule = control.refusal { return verb == .quit ? nil : rule }
        let (order, flag) = verb.declared { ($0.order, $0.flag) }
        let isPlain = flag.isEmpty && order.isDisjoint(with: .special)
        if !isPlain || !configuration.takesAllVerbs, let rule = serverFault(verb, order, flag) {
            return rule
        }
        return order.isDisjoint(with: .conditions) ? nil : fault(of: verb, in: order)
    }

    /// The rule by which the server's settings refuse a verb, whatever came before.
    @inline(never)
    private mutating func serverFault(
        _ verb: Verb, _ order: VerbOrder, _ flag: ExtensionSet
    ) -> Rule? {
        if configuration.isRelayOnDemand, let rule = relayFault(verb) { return rule }
        if !order.isDisjoint(with: .protocols), let rule = protocolFault(order) { return rule }
        // RFC 3207 §4: 530 "to every command other than NOOP, EHLO, STARTTLS, or QUIT", known or not; so
        // this comes before all else.
        if awaitsTLS, !order.contains(.beforeTLS) { return .tlsRequired }
        guard isImplemented(verb, order) else { return .notImplemented }
        if !flag.isEmpty, let rule = offerFault(flag) { return rule }
        // RFC 4954 §6 names AUTH, EHLO, HELO, NOOP, RSET and QUIT; STARTTLS comes before AUTH, and HELP
        // does no harm.
        if !isAuthenticated,
            configuration.requiresAuthentication && !order.contains(.beforeAuthentication)
                || order.contains(.authenticated)
        {
            return .authenticationRequired
        }
        return nil
    }

    /// Whether nothing but STARTTLS leads on.
    var awaitsTLS: Bool { configuration.requiresTLS && !isSecured }

    // Without a comparison, which would copy what it looks at.
    @inline(__always)
    var isSecured: Bool { !layers.isEmpty }
    @inline(__always)
    var isAuthenticated: Bool { if case .some = authenticatedUser { true } else { false } }

    /// The verbs that are in order now.
    public var admittedVerbs: [String] {
        guard expectation == .command, phase != .turned else { return [] }
        return Verb.allCases.filter { admission(of: $0) == nil }.map(\.name)
    }

    @inline(__always)
    private func isImplemented(_ verb: Verb, _ order: VerbOrder) -> Bool {
        !order.contains(.obsolete)
            && (configuration.disabledVerbs.isEmpty
                || !configuration.disabledVerbs.contains(verb.name))
    }

    // RFC 2645 §5.1, §5.2: EHLO, AUTH and QUIT are valid; after AUTH, ATRN and QUIT. ATRN before that has a
    // reply of its own.
    private func relayFault(_ verb: Verb) -> Rule? {
        let isValid =
            verb == .quit || verb == .atrn || !isAuthenticated && (verb == .ehlo || verb == .auth)
        return isValid ? nil : .onlyForRelay
    }

    /// Whether TLS came by STARTTLS, so that there was a session before it.
    @inline(__always)
    private var isUpgraded: Bool {
        guard isSecured, let peer = peers.first else { return false }
        return peer.tls == nil
    }

    /// RFC 2033 §4.1: LMTP has LHLO in the place of HELO and EHLO.
    @inline(__always)
    private func protocolFault(_ order: VerbOrder) -> Rule? {
        if configuration.isLMTP { return order.contains(.inSMTP) ? .localHelloOnly : nil }
        return order.contains(.inLMTP) ? .unknownCommand : nil
    }

    /// The first condition that does not hold.
    @inline(__always)
    private mutating func fault(of verb: Verb, in order: VerbOrder) -> Rule? {
        let phase = phase
        if order.contains(.hello), phase == .hello {
            guard !configuration.isLMTP else { return .localHelloFirst }
            return isUpgraded ? .helloAfterTLS : .helloFirst
        }
        if !order.isDisjoint(with: .standing), let rule = standingFault(order) { return rule }
        if order.contains(.outsideTransaction), phase == .recipient || phase == .chunks {
            return verb.declared { $0.conflict }
        }
        if order.contains(.insideTransaction), phase != .recipient {
            guard phase == .chunks else { return .mailFirst }
            guard order.contains(.betweenChunks) else { return .chunksUnderWay }
            if control.hasFailedChunk { return .chunkFailed }
        }
        if verb == .rcpt, isResumed { return .recipientsKnown }
        return order.contains(.recipients) ? recipientFault : nil
    }

    /// The first condition on what EHLO, STARTTLS and AUTH have brought about that does not hold.
    @inline(__always)
    private func standingFault(_ order: VerbOrder) -> Rule? {
        if order.contains(.extendedHello), !isExtended { return .authNeedsExtendedHello }
        if order.contains(.inClear), isSecured { return .tlsActive }
        return order.contains(.unauthenticated) && isAuthenticated ? .alreadyAuthenticated : nil
    }

    @inline(__always)
    private var recipientFault: Rule? {
        guard envelope.recipientCount == 0, counters.discardedRecipients == 0 else { return nil }
        guard !configuration.isLMTP else { return .noLocalRecipients }
        return counters.recipientCommands == 0 ? .recipientFirst : .noValidRecipients
    }
}

extension Configuration {
    /// Whether no setting refuses a verb of RFC 5321, as in most servers.
    @inline(__always)
    fileprivate var takesAllVerbs: Bool {
        !isRelayOnDemand && !isLMTP && !requiresTLS && !requiresAuthentication
            && disabledVerbs.isEmpty
    }
}
