import SMTPGrammar

/// One SMTP extension: what EHLO says of it, and the parameters it adds.
///
/// An extension is a file in `Extensions/`, and a line in `all`.
struct SMTPExtension: Sendable {
    /// Its place in the configuration.
    let flag: ExtensionSet
    /// Appends a line feed and the keyword with its parameters, as EHLO lists it; nothing if it makes
    /// no sense now.
    let offer: @Sendable (OfferContext, inout [UInt8]) -> Void
    /// The command that it is about; without that there is nothing to offer.
    var verb: Verb?
    /// What MAIL and RCPT can say with it.
    var parameters: [ESMTPParameter] = []

    /// All extensions, in the order in which EHLO lists them.
    static let all: [SMTPExtension] = [
        pipelining, size, eightBitMIME, enhancedStatusCodes, expand, help, auth,
        startTLS,
    ]

    /// What extensions can add to a command line at the most.
    static let mostOctets = Verb.allCases.map { octets(of: $0, in: .all) }.max() ?? 0

    /// Octets that extensions add to a verb's command line.
    static func octets(of verb: Verb, in enabled: ExtensionSet) -> Int {
        guard verb == .mail || verb == .rcpt else { return 0 }
        return all.lazy.filter { enabled.contains($0.flag) }.flatMap(\.parameters)
            .filter { $0.verb == verb }.reduce(0) { $0 + $1.octets }
    }
}

extension Configuration {
    /// The extensions without those whose command is disabled: EHLO must not list what gets 502.
    var offered: ExtensionSet {
        guard !disabledVerbs.isEmpty else { return extensions }
        var offered = extensions
        for known in SMTPExtension.all {
            guard let verb = known.verb, disabledVerbs.contains(verb.name) else { continue }
            offered.remove(known.flag)
        }
        return offered
    }
}

/// What decides which keywords make sense now.
struct OfferContext: Equatable, Sendable {
    let offered: ExtensionSet
    let messageSize: UInt64
    let mechanisms: [OfferedMechanism]
    let allowsPlaintext: Bool
    let isSecured: Bool
    let isAuthenticated: Bool
    /// Whether nothing but STARTTLS would be taken.
    let awaitsTLS: Bool
}

/// A parameter of MAIL or RCPT.
struct ESMTPParameter: Sendable {
    let verb: Verb
    let keyword: StaticString
    /// How many octets the extension adds to the command line.
    let octets: Int
    /// Reads the value; throws where it is none that the extension takes.
    let read:
        @Sendable (Span<UInt8>, Range<Int>, PathLimits, inout MailParameters)
            throws(SyntaxError) -> Void

    func isNamed(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count == keyword.utf8CodeUnitCount else { return false }
        return keyword.withUTF8Buffer { name in
            for index in 0..<name.count
            where ASCII.uppercased(line[range.lowerBound + index]) != name[index] {
                return false
            }
            return true
        }
    }
}
