import SMTPGrammar

// RFC 4954 §3: the keyword AUTH and the mechanisms that can be used now. MAIL: "AUTH=" xtext, a
// mailbox or "<>"; adds 500 octets (§3, §5).

extension SMTPExtension {
    static let auth = SMTPExtension(
        flag: .auth,
        offer: { context, text in
            guard !context.isAuthenticated, !context.awaitsTLS else { return }
            let start = text.count
            for mechanism in context.mechanisms
            where mechanism.isUsable(allowsPlaintext: context.allowsPlaintext) {
                if text.count == start { text.append(text: StaticString("\nAUTH")) }
                text.append(ASCII.space)
                text.append(text: mechanism.name)
            }
        },
        verb: .auth,
        parameters: [
            ESMTPParameter(verb: .mail, keyword: "AUTH", octets: 500, read: readSubmitter)
        ])

    /// The value is a mailbox in xtext, or <> (RFC 4954 §5).
    ///
    /// Decoded, it must be one without control characters, since it reaches logs; a mailbox has neither
    /// brackets nor a source route.
    @Sendable private static func readSubmitter(
        _ line: Span<UInt8>, _ value: Range<Int>, _ limits: PathLimits,
        _ parameters: inout MailParameters
    ) throws(SyntaxError) {
        let decoded = try ExtendedText.decode(line, value, takesSmallDigits: true)
        guard decoded != [ASCII.lessThan, ASCII.greaterThan] else {
            parameters.submitter = []
            return
        }
        let path = [ASCII.lessThan] + decoded + [ASCII.greaterThan]
        var reader = PathReader(limits: limits, allowsPostmaster: false)
        guard let mailbox = try? reader.read(path.span, from: 0), reader.position == path.count,
            !mailbox.isNull, mailbox.sourceRoute.isEmpty
        else { throw SyntaxError(at: value.lowerBound, .submitter) }
        parameters.submitter = decoded
    }
}

extension OfferedMechanism {
    /// Whether it can be used now: one that sends the password in clear waits for TLS.
    func isUsable(allowsPlaintext: Bool) -> Bool { allowsPlaintext || !needsTLS }
}

extension Session {
    /// The SASL mechanisms that AUTH takes now, in the order in which EHLO lists them.
    public var usableMechanisms: [String] {
        configuration.mechanisms.filter { $0.isUsable(allowsPlaintext: allowsPlaintext) }
            .map(\.name)
    }

    /// Whether a password may be sent as it is now.
    var allowsPlaintext: Bool { tls != nil || configuration.allowsPlaintextAuthentication }
}
