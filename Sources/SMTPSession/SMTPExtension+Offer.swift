import SMTPGrammar

/// What decides which keywords make sense now.
struct OfferContext: Sendable {
    let offered: ExtensionSet
    let own: [SMTPExtension]
    let messageSize: UInt64
    let recipients: Int
    let transactions: Int
    let recipientDomains: Int
    let values: [String: String]
    let mechanisms: [OfferedMechanism]
    let allowsPlaintext: Bool
    let isSecured: Bool
    let isAuthenticated: Bool
    /// Whether mechanisms are listed a second time, as `AUTH=…`.
    let listsLegacyKeyword: Bool
    /// Whether nothing but STARTTLS would be taken.
    let awaitsTLS: Bool
    /// One presentation, if it is not the usual one.
    let presentations: [Presentation]

    @inline(never)
    init(_ configuration: Configuration, isSecured: Bool, isAuthenticated: Bool) {
        offered = configuration.offered
        own = configuration.ownExtensions
        messageSize = configuration.limits.messageSize
        recipients = configuration.limits.recipients
        transactions = configuration.limits.transactions
        recipientDomains = configuration.limits.recipientDomains
        values = configuration.extensionValues
        mechanisms = configuration.mechanisms
        allowsPlaintext = isSecured || configuration.allowsPlaintextAuthentication
        self.isSecured = isSecured
        self.isAuthenticated = isAuthenticated
        listsLegacyKeyword = configuration.authentication.listsLegacyKeyword
        awaitsTLS = configuration.requiresTLS && !isSecured
        presentations = configuration.presentations
    }

    /// What EHLO lists, a line feed before each.
    var text: [UInt8] {
        var text = usualText
        if let presentation = presentations.first {
            let lines = text.split(separator: ASCII.lineFeed)
                .map { String(decoding: $0, as: UTF8.self) }
            text = presentation.arranged(lines).flatMap { [ASCII.lineFeed] + $0.utf8 }
        }
        Session.makeVisible(&text)
        return text
    }

    private var usualText: [UInt8] {
        var text: [UInt8] = []
        // By index, since a copy of each would count its references.
        for index in SMTPExtension.known.indices
        where offered.contains(SMTPExtension.known[index].flag) {
            SMTPExtension.known[index].append(to: &text, in: self)
        }
        for index in own.indices where own[index].isOn { own[index].append(to: &text, in: self) }
        return text
    }

    /// A word with the values in it; nil if one is empty.
    fileprivate func filled(_ word: String) -> String? {
        var filled = ""
        var rest = word[...]
        while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
            let value = value(of: String(rest[rest.index(after: start)..<end]))
            guard !value.isEmpty else { return nil }
            filled += rest[..<start] + value
            rest = rest[rest.index(after: end)...]
        }
        return filled + rest
    }

    private func value(of name: String) -> String {
        let limits = [
            "maximum-recipients": recipients, "maximum-transactions": transactions,
            "maximum-recipient-domains": recipientDomains,
        ]
        if let limit = limits[name] {
            return limit > 0 && limit < Limits.unlimited ? "\(limit)" : ""
        }
        let declared = (SMTPExtension.known + own).lazy.flatMap(\.settings)
            .first { $0.name == name }
        return values[name] ?? declared?.initial ?? ""
    }

    /// The mechanisms that can be used now.
    fileprivate var usable: [String] {
        guard !isAuthenticated, !awaitsTLS else { return [] }
        return mechanisms.filter {
            $0.isUsable(isSecured: isSecured, allowsPlaintext: allowsPlaintext)
        }.map(\.name)
    }
}

extension SMTPExtension {
    private func isDue(in context: OfferContext) -> Bool {
        switch moment {
        case .always: true
        case .inClear: !context.isSecured
        case .insideTLS: context.isSecured
        case .authenticated: context.isAuthenticated
        }
    }

    /// Appends a line feed and what EHLO lists; nothing if it makes no sense now.
    fileprivate func append(to text: inout [UInt8], in context: OfferContext) {
        guard isDue(in: context) else { return }
        let words: [String]
        switch arguments {
        case .words(let own): words = own
        case .messageSize:
            words =
                context.values[SMTPExtension.sizeForm.name] == "bare"
                ? [] : ["\(context.messageSize)"]
        case .template(let own): words = own.compactMap(context.filled)
        case .mechanisms:
            words = context.usable
            guard !words.isEmpty else { return }
        }
        text.append(ASCII.lineFeed)
        text.append(text: keyword)
        for word in words {
            text.append(ASCII.space)
            text.append(text: word)
        }
        guard context.listsLegacyKeyword, arguments == .mechanisms else { return }
        text.append(ASCII.lineFeed)
        text.append(text: "AUTH=" + words.joined(separator: " "))
    }
}
