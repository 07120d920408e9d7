import SMTPGrammar

// RFC 1870. EHLO: "SIZE" [ SP 1*20DIGIT ]; 0 says that there is no fixed maximum.
// MAIL: "SIZE=" 1*20DIGIT; adds 26 octets (§3).

extension SMTPExtension {
    static let size = SMTPExtension(
        flag: .size,
        offer: { context, text in
            text.append(text: StaticString("\nSIZE "))
            text.append(number: context.messageSize)
        },
        parameters: [
            ESMTPParameter(verb: .mail, keyword: "SIZE", octets: 26, read: readSize)
        ])

    @Sendable private static func readSize(
        _ line: Span<UInt8>, _ value: Range<Int>, _ limits: PathLimits,
        _ parameters: inout MailParameters
    ) throws(SyntaxError) {
        guard value.count <= 20 else { throw SyntaxError(at: value.lowerBound, .sizeDigits) }
        var size: UInt64 = 0
        for index in value {
            let digit = line[index] &- ASCII.zero
            guard digit < 10 else { throw SyntaxError(at: index, .sizeDigits) }
            // Twenty digits can be more than 64 bits hold; such a size is above every limit.
            let (product, isTooLarge) = size.multipliedReportingOverflow(by: 10)
            let (sum, isAbove) = product.addingReportingOverflow(UInt64(digit))
            size = isTooLarge || isAbove ? .max : sum
        }
        parameters.size = size
    }
}
