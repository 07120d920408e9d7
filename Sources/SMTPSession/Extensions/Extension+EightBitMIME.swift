import SMTPGrammar

// RFC 6152 (and RFC 1652). MAIL: "BODY=" ( "7BIT" / "8BITMIME" ), any case; adds 17 octets (§2).

extension SMTPExtension {
    static let eightBitMIME = SMTPExtension(
        flag: .eightBitMIME,
        offer: { _, text in text.append(text: StaticString("\n8BITMIME")) },
        parameters: [
            ESMTPParameter(verb: .mail, keyword: "BODY", octets: 17, read: readBody)
        ])

    @Sendable private static func readBody(
        _ line: Span<UInt8>, _ value: Range<Int>, _ limits: PathLimits,
        _ parameters: inout MailParameters
    ) throws(SyntaxError) {
        var name = ""
        for index in value {
            name.unicodeScalars.append(Unicode.Scalar(ASCII.uppercased(line[index])))
        }
        guard let body = BodyType(rawValue: name) else {
            throw SyntaxError(at: value.lowerBound, .bodyType)
        }
        parameters.body = body
    }
}
