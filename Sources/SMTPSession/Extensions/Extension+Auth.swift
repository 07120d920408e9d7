import SMTPGrammar

// RFC 4954 §3: the keyword AUTH and the mechanisms that can be used now. MAIL: "AUTH=" xtext, a
// mailbox or "<>"; adds 500 octets (§3, §5).

extension SMTPExtension {
    static let auth = SMTPExtension(
        flag: .auth,
        offer: { session, text in
            guard session.authenticatedUser == nil else { return }
            let usable = session.configuration.mechanisms.filter(session.isUsable(mechanism:))
            guard !usable.isEmpty else { return }
            text.append(contentsOf: "AUTH".utf8)
            for mechanism in usable {
                text.append(ASCII.space)
                text.append(contentsOf: mechanism.utf8)
            }
        },
        parameters: [
            ESMTPParameter(verb: .mail, keyword: "AUTH", octets: 500, read: readSubmitter)
        ])

    /// "The value is a mailbox in xtext, or <>" (after RFC 4954 §5). Decoded, it must be one without
    /// control characters, since it reaches logs.
    @Sendable private static func readSubmitter(
        _ line: Span<UInt8>, _ value: Range<Int>, _ parameters: inout MailParameters
    ) throws(SyntaxError) {
        let decoded = try ExtendedText.decode(line, value)
        guard decoded != [ASCII.lessThan, ASCII.greaterThan] else {
            parameters.submitter = []
            return
        }
        guard (try? Path(parsing: decoded)) != nil else {
            throw SyntaxError(at: value.lowerBound, .parameterValue)
        }
        parameters.submitter = decoded
    }
}

extension Session {
    /// Whether a mechanism that is configured can be used now: those that send the password in clear
    /// wait for TLS.
    func isUsable(mechanism: String) -> Bool {
        if tls != nil || configuration.allowsPlaintextAuthentication { return true }
        return mechanism != "PLAIN" && mechanism != "LOGIN"
    }
}
