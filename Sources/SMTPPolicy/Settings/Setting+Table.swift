import SMTPGrammar
import SMTPSession

extension Setting {
    /// All settings: texts, limits, timeouts, security, extensions, tolerances.
    public static let all = all(in: Configuration())

    /// All settings, with those of the extensions that a configuration adds, in the same order.
    public static func all(in configuration: Configuration) -> [Setting] {
        let extensions = configuration.allExtensions.map { known in
            Setting(known.setting, .offers(known), known.summary, known.clause)
        }
        let values = configuration.allExtensions.flatMap(\.settings).map { setting in
            Setting(setting.name, .value(setting), setting.summary, setting.clause)
        }
        return texts + limits + timeouts + security + traces + extensions + values + offers
            + texting + brokenSyntax + tolerances + wordings
    }

    /// Both appear in one line of the greeting, which has at most 512 octets (RFC 5321 §4.5.3.1.5).
    private static let texts = [
        Setting(
            "hostname", .domain(\.hostname),
            "The server's name, in the greeting and in reply to EHLO.",
            "RFC 5321 §4.2"),
        Setting(
            "lmtp", .toggle(\.isLMTP), "Whether the server speaks LMTP instead of SMTP.",
            "RFC 2033 §4"),
        Setting(
            "odmr", .toggle(\.isRelayOnDemand),
            "Whether the server takes only EHLO, AUTH, ATRN and QUIT, as on-demand mail relay does.",
            "RFC 2645 §5"),
        Setting(
            "ident", .text(\.ident, 250), "What the greeting says after the name.", "RFC 5321 §4.2"
        ),
    ]

    /// Lower bounds are below what the RFCs require, so that a person can reach a limit quickly.
    private static let limits = [
        Setting(
            "maximum-line-length", .limit(\.limits.commandLine, 16...65_536),
            "Octets in a command line, including CR LF; a server must accept 512.",
            "RFC 5321 §4.5.3.1.4"),
        Setting(
            "maximum-recipients", .limit(\.limits.recipients, 0...1_000_000),
            "Recipients of a message; a server must accept 100.", "RFC 5321 §4.5.3.1.8"),
        Setting(
            "maximum-message-size", .octets(\.limits.messageSize),
            "Octets of message text; the reply to EHLO says it.", "RFC 1870 §4"),
        Setting(
            "maximum-transactions", .countOrOff(\.limits.transactions, 0...1_000_000),
            "Transactions of a session; the next one gets 421.", "RFC 5321 §3.8"),
        Setting(
            "maximum-recipient-domains", .countOrOff(\.limits.recipientDomains, 0...1_000_000),
            "Domains of a session's recipients.", "RFC 5321 §4.5.3.1.10"),
        Setting(
            "maximum-received-fields", .countOrOff(\.limits.receivedFields, 0...1_000_000),
            "Received fields of a message before it counts as a loop; at least 100.",
            "RFC 5321 §6.3"),
        Setting(
            "maximum-errors", .countOrOff(\.limits.errors, 0...1_000_000),
            "Mistakes a client may make before the connection is closed.", "RFC 5321 §7.8"),
        Setting(
            "maximum-authentication-failures",
            .countOrOff(\.limits.authenticationFailures, 0...1_000_000),
            "Failed authentications before the connection is closed; at least 3.", "RFC 4954 §9"),
        Setting(
            "maximum-parameters", .count(\.limits.parameters, 0...1_000),
            "Parameters in a MAIL or RCPT command.", "RFC 5321 §4.1.1.11"),
        Setting(
            "maximum-text-line", .count(\.limits.textLine, 16...1_048_576),
            "Octets in a line of message text, including CR LF; a server must accept 1000.",
            "RFC 5321 §4.5.3.1.6"),
        Setting(
            "maximum-authentication-line", .count(\.limits.authenticationLine, 16...65_536),
            "Octets in a line of a SASL exchange, including CR LF; a server must accept 12288.",
            "RFC 4954 §4"),
        Setting(
            "maximum-local-part", .count(\.limits.path.localPart, 1...60_000),
            "Octets before the @ of an address; a server must accept 64.", "RFC 5321 §4.5.3.1.1"),
        Setting(
            "maximum-domain", .count(\.limits.path.domain, 1...60_000),
            "Octets after the @ of an address; a server must accept 255.", "RFC 5321 §4.5.3.1.2"),
        Setting(
            "maximum-path", .count(\.limits.path.path, 3...60_000),
            "Octets in an address, including its brackets; a server must accept 256.",
            "RFC 5321 §4.5.3.1.3"),
    ]

    private static let timeouts = [
        Setting(
            "command-timeout", .duration(\.timeouts.command),
            "How long the server waits for a command; at least 5 minutes.", "RFC 5321 §4.5.3.2.7"),
        Setting(
            "data-timeout", .duration(\.timeouts.data),
            "How long the server waits for more message text; 3 minutes.", "RFC 5321 §4.5.3.2.5"),
        Setting(
            "session-timeout", .duration(\.timeouts.session),
            "How long a whole session may last."),
    ]

    private static let security = [
        Setting(
            "require-tls", .toggle(\.requiresTLS), "Whether mail is accepted only inside TLS.",
            "RFC 3207 §4"),
        Setting(
            "require-authentication", .toggle(\.requiresAuthentication),
            "Whether mail is accepted only from authenticated clients.", "RFC 4954 §6"),
        Setting(
            "plaintext-authentication", .toggle(\.allowsPlaintextAuthentication),
            "Whether PLAIN, LOGIN and tokens work outside TLS.", "RFC 4954 §4"),
        Setting(
            "authentication-mechanisms", .mechanisms,
            "The SASL mechanisms that AUTH accepts, in the order EHLO lists them.", "RFC 4954 §3"),
        Setting(
            "login-initial-response", .toggle(\.authentication.takesLoginResponse),
            "Whether AUTH LOGIN takes the user's name on its line.",
            "draft-murchison-sasl-login §2"),
        Setting(
            "scram-errors", .toggle(\.authentication.sendsScramErrors),
            "Whether SCRAM says e=… before it refuses.", "RFC 5802 §7"),
        Setting(
            "check-sasl-host", .toggle(\.authentication.checksHost),
            "Whether the host that DIGEST-MD5 and OAUTHBEARER name must be this server.",
            "RFC 7628 §3.2"),
        Setting(
            "legacy-auth-keyword", .toggle(\.authentication.listsLegacyKeyword),
            "Whether EHLO lists the mechanisms as AUTH=… too, for clients older than RFC 2554."),
        Setting(
            "proxy", .toggle(\.expectsProxyHeader),
            "Whether each connection begins with a header of the PROXY protocol."),
        Setting(
            "closing-rules", .rules(\.closing),
            "Rules by which a refusal closes the connection too.", "RFC 5321 §7.8"),
        Setting(
            "disabled-verbs", .verbs, "Commands that the server knows but does not perform.",
            "RFC 5321 §4.2.4"),
    ]

    /// After the extensions themselves: where these say all, a saved session need not say more.
    private static let offers = [
        Setting(
            "extensions", .list(.extensions),
            "What EHLO lists, in its order: these extensions are on, the others off. A keyword that the server "
                + "does not know is listed, and what belongs to it is refused.",
            "RFC 5321 §4.1.1.1"),
        Setting(
            "advertised-extensions", .list(.advertised),
            "What EHLO lists in any case, though the server has no such extension, or says otherwise.",
            "RFC 5321 §2.2.2"),
        Setting(
            "hidden-extensions", .list(.hidden),
            "Extensions that EHLO does not list, though the server takes what belongs to them.",
            "RFC 5321 §2.2.2"),
    ]

    private static let texting = [
        Setting(
            "end-of-data", .choice(.endOfData),
            "Where message text ends, and what becomes of a bare LF: only CR LF . CR LF ends it (strict), and "
                + "a bare LF is refused (reject) or becomes CR LF (normalize); or LF . LF ends it too (any-lf), "
                + "which lets mail be smuggled in.",
            "RFC 5321 §4.1.1.4"),
        Setting(
            "eight-bit-text", .choice(.eightBit),
            "What becomes of 8-bit octets in message text that BODY=8BITMIME did not announce.",
            "RFC 6152 §3"),
        Setting(
            "nul-in-text", .choice(.nul), "What becomes of NUL in message text.",
            "RFC 5321 §4.1.1.4"),
    ]

    private static let wordings = Rule.allCases.filter(\.isWordable).map { rule in
        Setting(
            "text.\(rule.id)", .wording(rule),
            "How this reply is worded: \(rule.code) \(rule.text).", rule.clause)
    }

    private static let traces = [
        Setting(
            "received", .toggle(\.addsReceived),
            "Whether messages are shown and saved with a Received field in front.",
            "RFC 5321 §4.4"),
        Setting(
            "return-path", .toggle(\.addsReturnPath),
            "Whether messages are shown and saved with a Return-Path field in front.",
            "RFC 5321 §4.4"),
    ]

    private static let brokenSyntax = [
        Setting(
            "reject-broken-mail-syntax", .rejects(.mailSpaceAfterColon),
            "Whether a space after MAIL FROM: is refused.", "RFC 5321 §3.3"),
        Setting(
            "reject-broken-rcpt-syntax", .rejects(.rcptSpaceAfterColon),
            "Whether a space after RCPT TO: is refused.", "RFC 5321 §3.3"),
    ]

    private static let tolerances = Rule.allCases.filter(\.isTolerable).map { rule in
        Setting(
            "tolerate.\(rule.id)", .tolerates(rule),
            "Whether this is tolerated, with a note: \(rule.text).",
            rule.clause)
    }
}
