import SMTPSession

extension LintRule {
    static let syntax: [LintRule] = [
        LintRule(
            .argumentUnexpected, .error, "the command has an argument that it does not take",
            mend: "Send the verb alone."),
        LintRule(
            .argumentMissing, .error, "the command lacks its argument",
            mend: "Give the argument that the command needs."),
        LintRule(
            .helloName, .error, "the client's name is no name",
            mend: "Give the fully qualified domain name, without underscores, or [192.0.2.1]."),
        LintRule(
            .helloLiteral, .warning, "HELO has an address literal",
            mend: "Send EHLO; HELO takes a domain only."),
        LintRule(
            .bareAddress, .error, "the client's name is an IP address without brackets",
            mend: "Put it in brackets: [192.0.2.1], [IPv6:2001:db8::1]."),
        LintRule(
            .helloInformation, .warning, "something follows the client's name",
            mend: "Send nothing after the name."),
        LintRule(
            .addressTag, .error, "the address literal has an unknown tag",
            mend: "Write IPv6 addresses as [IPv6:2001:db8::1]."),
        LintRule(
            .chunkSize, .error, "BDAT does not say how many octets follow",
            mend: "Give the number of octets in decimal digits."),
        LintRule(
            .chunkArgument, .error, "something other than LAST follows the number of octets",
            mend: "Send BDAT, the number, and LAST or nothing."),
        LintRule(
            .badURL, .error, "BURL has no absolute URL",
            mend: "Give an absolute URL, perhaps "
                + "LAST."),
        LintRule(
            .nodeName, .error, "the node's name is no name",
            mend: "Give a domain, perhaps after @ or #."),
        LintRule(
            .clientAttribute, .error, "an attribute is not well formed",
            mend: "Write NAME=value, the value as xtext."),
        LintRule(
            .controlCharacter, .error, "a command has a control character",
            mend: "Send printable ASCII only; take CR, LF and NUL out of what users typed."),
        LintRule(
            .eightBit, .error, "a command has an octet above 127",
            mend: "Send ASCII, or use SMTPUTF8 where EHLO lists it."),
        LintRule(
            .invalidUTF8, .error, "an address is not UTF-8", mend: "Encode addresses as UTF-8."),
        LintRule(
            .bareLineFeed, .error, "a line ends with LF alone",
            mend: "End each line with CR LF."),
        LintRule(
            .extraBlank, .error, "more than one blank stands between words",
            mend: "Send one blank between words."),
        LintRule(
            .trailingBlank, .warning, "blanks stand at the end of the line",
            mend: "Send CR LF right after the last word."),
    ]
}
