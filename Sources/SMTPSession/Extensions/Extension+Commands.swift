import SMTPGrammar

// RFC 5321 §4.1.1.1: "The EHLO response MUST contain keywords (and associated parameters if required) for
// all commands not listed as 'required' in Section 4.5.1". Of those that RFC 5321 has, EXPN and HELP are
// not.

extension SMTPExtension {
    static let expand = SMTPExtension(
        flag: .expand,
        offer: { _, text in text.append(text: StaticString("\nEXPN")) }, verb: .expn)

    static let help = SMTPExtension(
        flag: .help,
        offer: { _, text in text.append(text: StaticString("\nHELP")) }, verb: .help)
}
