// RFC 2034 §3: the keyword ENHANCEDSTATUSCODES, without parameters.

extension SMTPExtension {
    static let enhancedStatusCodes = SMTPExtension(
        flag: .enhancedStatusCodes,
        offer: { _, text in text.append(text: StaticString("\nENHANCEDSTATUSCODES")) })
}
