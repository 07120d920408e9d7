import SMTPGrammar

// RFC 7293 §3.1. EHLO: "RRVS". RCPT: "RRVS=" date-time [";" ("C" / "R")]; adds 33 octets.
// §5.1: role accounts are not looked at. §15.3: 550 5.7.17 if the mailbox changed hands since.

extension ExtensionSet {
    /// Recipients that must have had their mailbox since a moment (RFC 7293).
    public static let recipientValidSince = ExtensionSet(rawValue: 1 << 38)
}

extension SMTPExtension {
    static let ownedSince = ExtensionSetting(
        "rrvs-owned-since", .dateTime(orOneOf: ["unknown"]), "", "RFC 7293 §5.1",
        "Since when all mailboxes have had their owners; off for always.")
    static let domainOwnedSince = ExtensionSetting(
        "rrvs-domain-owned-since", .dateTime(orOneOf: []), "", "RFC 7293 §15.3",
        "Since when the domain has had its owner; off for always.")

    static let recipientValidSince = SMTPExtension(
        .recipientValidSince, "RRVS", "RFC 7293 §3.1",
        "Recipients that must have had their mailbox since a moment.",
        """
        The client says since when it has known the recipient. If the mailbox has changed hands since \
        then, the message is not for its owner of today. C lets the message pass servers without the \
        extension, R, the default, does not.
        """,
        parameters: [
            ESMTPParameter(
                "RRVS", on: .rcpt,
                .grammar(
                    .sequence([
                        .dateTime(inUTC: false),
                        .optional(.sequence([.text(";"), .word(["C", "R"])])),
                    ])),
                octets: 33, "since when the recipient is known", reading: "known since {}",
                example: "2014-04-03T23:01:00Z")
        ],
        settings: [ownedSince, domainOwnedSince], isOn: false)
}

/// What the server knows of the owners of its mailboxes.
private struct Ownership {
    let configuration: Configuration

    /// Why a client that has known a mailbox since a moment must not write to it, if it must not.
    ///
    /// RFC 7293 §15.3: X.7.17 if the mailbox changed hands since, X.7.18 if the domain did, X.7.19 if the
    /// server has no record of it.
    func problem(for path: Path, knownSince moment: DateTime) -> Refusal? {
        // §5.1: "Ignore the parameter if the named mailbox is known to be a role account".
        guard !Ownership.isRole(Array(path.localPart)) else { return nil }
        if configuration.value(of: SMTPExtension.ownedSince) == "unknown" {
            return problem(19, "RRVS test cannot be completed")
        }
        if isAfter(moment, SMTPExtension.domainOwnedSince) {
            return problem(18, "Domain owner has changed")
        }
        return isAfter(moment, SMTPExtension.ownedSince)
            ? Refusal(rule: .ownerChanged) : nil
    }

    private func problem(_ detail: UInt16, _ text: String) -> Refusal {
        Refusal(
            rule: .ownerChanged, enhanced: EnhancedStatusCode(5, 7, detail), text: text)
    }

    private func isAfter(_ moment: DateTime, _ setting: ExtensionSetting) -> Bool {
        guard let owned = configuration.moment(of: setting) else { return false }
        return owned.seconds > moment.seconds
    }

    /// RFC 2142 §3 to §6.
    private static let roles: Set<String> = [
        "info", "marketing", "sales", "support", "abuse", "noc", "security", "postmaster",
        "hostmaster", "usenet", "news", "webmaster", "www", "uucp", "ftp",
    ]

    /// Whether a mailbox is a role's, or that of a mailing list's administrator.
    private static func isRole(_ localPart: [UInt8]) -> Bool {
        let name = String(decoding: localPart.map(ASCII.lowercased), as: UTF8.self)
        return roles.contains(name) || name.hasSuffix("-request")
    }
}

extension ParameterCheck {
    static let ownedSince = ParameterCheck("RRVS", on: .rcpt) { context in
        let moment = context.value.octets.prefix { $0 != ASCII.semicolon }
        guard let path = context.path, let known = DateTime(moment.map(ASCII.uppercased)) else {
            return nil
        }
        return Ownership(configuration: context.configuration)
            .problem(for: path, knownSince: known)
    }
}

extension HeaderCheck {
    /// RFC 7293 §5.2: the field Require-Recipient-Valid-Since counts for recipients "for which no corresponding
    /// RRVS SMTP extension was used".
    static let ownerOfHeader = HeaderCheck {
        $0.configuration.offered.contains(.recipientValidSince)
    } problem: { context in
        guard context.header.has(.validSince) else { return nil }
        let ownership = Ownership(configuration: context.configuration)
        return context.envelope.recipients.lazy
            .filter { $0.parameters["RRVS"] == nil }
            .compactMap { recipient in
                context.header.moment(for: Array(recipient.path.mailbox))
                    .flatMap { ownership.problem(for: recipient.path, knownSince: $0) }
            }.first
    }
}
