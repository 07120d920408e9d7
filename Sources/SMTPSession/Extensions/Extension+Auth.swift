import SMTPGrammar

// RFC 4954 §3: the keyword AUTH and the mechanisms that can be used now. MAIL: "AUTH=" xtext, a
// mailbox or "<>"; adds 500 octets (§3, §5).

extension ExtensionSet {
    /// Authentication (RFC 4954).
    public static let auth = ExtensionSet(rawValue: 1 << 4)
}

extension SMTPExtension {
    static let auth = SMTPExtension(
        .auth, "AUTH", "RFC 4954 §3", "Authentication.",
        """
        The client can prove who it is, by one of the mechanisms that EHLO lists after the keyword. \
        MAIL may name who submitted the message.
        """,
        arguments: .mechanisms,
        parameters: [
            ESMTPParameter(
                "AUTH", on: .mail, .mailbox, octets: 500, "who submitted the message",
                reading: "submitted by <{}>", choices: ["<>": "nobody vouches for the sender"],
                example: "<>")
        ])
}

extension MailParameters {
    /// `AUTH=`: who submitted the message, decoded from xtext; empty for `<>` (RFC 4954 §5).
    public var submitter: [UInt8]? {
        get { self["AUTH"]?.octets }
        set { self["AUTH"] = newValue.map(ParameterValue.octets) }
    }
}

extension OfferedMechanism {
    /// Whether it can be used now: one that sends the password in clear waits for TLS, unless that is
    /// allowed, and one that binds the channel has to have one.
    func isUsable(isSecured: Bool, allowsPlaintext: Bool) -> Bool {
        needsChannelBinding ? isSecured : allowsPlaintext || !needsTLS
    }
}

extension Session {
    /// The SASL mechanisms that AUTH takes now, in the order in which EHLO lists them.
    public var usableMechanisms: [String] {
        configuration.mechanisms.filter { isUsable($0) && lists($0) }.map(\.name)
    }

    func isUsable(_ mechanism: OfferedMechanism) -> Bool {
        mechanism.isUsable(isSecured: isSecured, allowsPlaintext: allowsPlaintext)
    }

    /// Whether a password may be sent as it is now.
    var allowsPlaintext: Bool { isSecured || configuration.allowsPlaintextAuthentication }
}
