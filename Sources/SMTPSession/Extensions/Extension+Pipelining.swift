// RFC 2920 §2: the keyword PIPELINING, without parameters.

extension SMTPExtension {
    static let pipelining = SMTPExtension(
        flag: .pipelining,
        offer: { _, text in text.append(text: StaticString("\nPIPELINING")) })
}
