import SMTPGrammar

/// An SMTP extension as data: what EHLO lists, the parameters that it brings, what a person is told.
///
///     SMTPExtension(
///         "X-TOY", "RFC 5321 §4.1.1.1", "Toys.", "The message says how many toys it brings.",
///         parameters: [ESMTPParameter("TOY", on: .mail, .number(digits: 3), octets: 8, "toys")])
///
/// Those that the machine knows have a file each in `Extensions/`, and a place in `known`; an embedder
/// adds others to `Configuration.ownExtensions`. The verbs of an extension name it in their declarations.
public struct SMTPExtension: Hashable, Sendable, Codable {
    /// The keyword that EHLO lists, in capitals: `SIZE`.
    public var keyword: String
    /// Where it is defined: `RFC 1870 §3`.
    public var clause: String
    /// One sentence, for lists.
    public var summary: String
    /// A paragraph for a person who learns SMTP.
    public var explanation: String
    /// The name of the setting that switches it, in kebab case.
    public var setting: String
    /// What follows the keyword in the reply to EHLO.
    public var arguments: Arguments
    /// When EHLO lists it.
    public var moment: Moment
    /// What MAIL and RCPT can say with it.
    public var parameters: [ESMTPParameter]
    /// Whether it is on; for one that the machine knows, whether it is by default.
    public var isOn: Bool
    /// Its values in the server's settings.
    public var settings: [ExtensionSetting]
    /// Its place in `Configuration.extensions`; none for an embedder's.
    var flag: ExtensionSet

    /// What follows an extension's keyword in the reply to EHLO.
    public enum Arguments: Hashable, Sendable, Codable {
        /// These words, perhaps none.
        case words([String])
        /// The largest message that the server takes, in octets.
        case messageSize
        /// These words, in which `{name}` stands for the value of an extension's setting, or of
        /// `maximum-recipients`; a word with an empty value is left out.
        case template([String])
        /// The SASL mechanisms that can be used now; without any the extension is not listed.
        case mechanisms
    }

    /// When EHLO lists an extension.
    public enum Moment: String, Hashable, Sendable, Codable {
        /// Always.
        case always
        /// As long as the connection is in clear.
        case inClear
        /// Inside TLS.
        case insideTLS
        /// Once the client has authenticated.
        case authenticated
    }

    /// An extension; without a setting's name, that is the keyword in small letters.
    public init(
        _ keyword: String, _ clause: String, _ summary: String, _ explanation: String,
        setting: String? = nil, arguments: Arguments = .words([]), moment: Moment = .always,
        parameters: [ESMTPParameter] = [], settings: [ExtensionSetting] = [], isOn: Bool = true
    ) {
        self.keyword = keyword.uppercased()
        self.clause = clause
        self.summary = summary
        self.explanation = explanation
        self.setting = setting ?? keyword.lowercased()
        self.arguments = arguments
        self.moment = moment
        self.parameters = parameters
        self.settings = settings
        self.isOn = isOn
        flag = []
    }

    /// One that the machine knows, by its bit.
    init(
        _ flag: ExtensionSet, _ keyword: String, _ clause: String, _ summary: String,
        _ explanation: String, setting: String? = nil, arguments: Arguments = .words([]),
        moment: Moment = .always, parameters: [ESMTPParameter] = [],
        settings: [ExtensionSetting] = [], isOn: Bool = true
    ) {
        self.init(
            keyword, clause, summary, explanation, setting: setting, arguments: arguments,
            moment: moment, parameters: parameters, settings: settings, isOn: isOn)
        self.flag = flag
    }

    /// All that the machine knows, in the order in which EHLO lists them.
    package static let known: [SMTPExtension] = [
        pipelining, size, eightBitMIME, enhancedStatusCodes, expand, help, auth,
        startTLS, chunking, binaryMIME, dsn, utf8, requireTLS, deliverBy, futureRelease, priority,
        limits, recipientValidSince, noSoliciting, messageTracking, conversionPermission,
        contentNegotiation, submitter, perRecipientReplies, burl, checkpoint, remoteQueue, reversal,
        xClient, xForward, earlyPipelining,
    ]

    /// The names of what follows its keyword, such as `RCPTMAX` of `RCPTMAX=100`, or follows its verb.
    package var argumentNames: [String] {
        switch arguments {
        case .words(let words): words
        case .template(let words):
            words.filter { $0.contains("=") }.map { String($0.prefix { $0 != "=" }) }
        case .messageSize, .mechanisms: []
        }
    }

    /// The verbs that it brings.
    package var verbs: [VerbDeclaration] {
        VerbDeclaration.all.filter { !flag.isEmpty && $0.flag == flag }
    }
}

extension SMTPExtension {
    /// Whether a server with these settings has it on.
    package func isOn(in configuration: Configuration) -> Bool {
        guard flag.isEmpty else { return configuration.extensions.contains(flag) }
        return configuration.ownExtensions.contains { $0.keyword == keyword && $0.isOn }
    }

    /// Switches it on or off.
    package func turn(on isOn: Bool, in configuration: inout Configuration) {
        if isOn {
            configuration.extensions.formUnion(flag)
        } else {
            configuration.extensions.subtract(flag)
        }
        for index in configuration.ownExtensions.indices
        where flag.isEmpty && configuration.ownExtensions[index].keyword == keyword {
            configuration.ownExtensions[index].isOn = isOn
        }
    }
}

extension Configuration {
    /// The extensions without those whose command is disabled: EHLO must not list what gets 502.
    @inline(__always)
    var offered: ExtensionSet {
        let known = extensions.withoutUnusable
        return disabledVerbs.isEmpty ? known : known.subtracting(flagsOfDisabledVerbs)
    }

    private var flagsOfDisabledVerbs: ExtensionSet {
        ExtensionSet(
            VerbDeclaration.all.filter { disabledVerbs.contains($0.verb.name) }.map(\.flag))
    }

    /// The extensions on offer, in the order in which EHLO lists them.
    package var offeredExtensions: [SMTPExtension] {
        SMTPExtension.known.filter { offered.contains($0.flag) } + ownExtensions.filter(\.isOn)
    }

    /// All extensions, on offer or not.
    package var allExtensions: [SMTPExtension] { SMTPExtension.known + ownExtensions }
}
