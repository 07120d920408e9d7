import SMTPGrammar

// What is in order when stands in the declarations of the verbs (`VerbOrder`); this evaluates them.

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
        guard !counters.refusesService else { return verb == .quit ? nil : .refusedConnection }
        let order = verb.declaration.order
        // RFC 3207 §4: 530 "to every command other than NOOP, EHLO, STARTTLS, or QUIT", known or not; so
        // this comes before all else.
        if awaitsTLS, !order.contains(.beforeTLS) { return .tlsRequired }
        guard isImplemented(verb, order) else { return .notImplemented }
        // RFC 4954 §6 names AUTH, EHLO, HELO, NOOP, RSET and QUIT; STARTTLS comes before AUTH, and HELP
        // does no harm.
        if configuration.requiresAuthentication, authenticatedUser == nil,
            !order.contains(.beforeAuthentication)
        {
            return .authenticationRequired
        }
        return order.isDisjoint(with: .conditions) ? nil : fault(of: verb, in: order)
    }

    /// Whether nothing but STARTTLS leads on.
    var awaitsTLS: Bool { configuration.requiresTLS && tls == nil }

    /// The verbs that are in order now.
    public var admittedVerbs: [String] {
        guard expectation == .command else { return [] }
        return Verb.allCases.filter { admission(of: $0) == nil }.map(\.name)
    }

    @inline(__always)
    private func isImplemented(_ verb: Verb, _ order: VerbOrder) -> Bool {
        !order.contains(.obsolete)
            && configuration.extensions.isSuperset(of: verb.declaration.flag)
            && (configuration.disabledVerbs.isEmpty
                || !configuration.disabledVerbs.contains(verb.name))
    }

    /// The first condition that does not hold.
    @inline(__always)
    private func fault(of verb: Verb, in order: VerbOrder) -> Rule? {
        if order.contains(.hello), phase == .hello { return .helloFirst }
        if order.contains(.extendedHello), !isExtended { return .authNeedsExtendedHello }
        if order.contains(.inClear), tls != nil { return .tlsActive }
        if order.contains(.unauthenticated), authenticatedUser != nil {
            return .alreadyAuthenticated
        }
        if order.contains(.outsideTransaction), phase == .recipient {
            return verb.declaration.conflict
        }
        if order.contains(.insideTransaction), phase != .recipient { return .mailFirst }
        return order.contains(.recipients) ? recipientFault : nil
    }

    @inline(__always)
    private var recipientFault: Rule? {
        guard envelope.recipients.isEmpty, counters.discardedRecipients == 0 else { return nil }
        return counters.refusedRecipients == 0 ? .recipientFirst : .noValidRecipients
    }
}
