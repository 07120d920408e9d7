import SMTPGrammar

// RFC 3207 §2: the keyword STARTTLS, without parameters; not offered inside TLS (§4.2).

extension SMTPExtension {
    static let startTLS = SMTPExtension(
        flag: .startTLS,
        offer: { context, text in
            if !context.isSecured { text.append(text: StaticString("\nSTARTTLS")) }
        },
        verb: .startTLS)
}
