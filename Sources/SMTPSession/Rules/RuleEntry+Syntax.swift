extension RuleEntry {
    static let syntax: [RuleEntry] = [
        RuleEntry(
            .argumentUnexpected, "syntax.argument-unexpected", 501, 5, 5, 4,
            text: "No argument is allowed here",
            rfc: 5321, section: "4.3.2",
            explanation: """
                DATA, RSET, QUIT and STARTTLS stand alone on their line.
                """
        ),
        RuleEntry(
            .argumentMissing, "syntax.argument-missing", 501, 5, 5, 4,
            text: "An argument is missing",
            rfc: 5321, section: "4.3.2",
            explanation: """
                HELO and EHLO need the client's name, VRFY a user, EXPN a list, AUTH a mechanism.
                """
        ),
        RuleEntry(
            .helloName, "syntax.hello-name", 501, 5, 5, 4,
            text: "Give a domain or an address literal",
            rfc: 5321, section: "4.1.1.1", isTolerable: true,
            explanation: """
                HELO and EHLO take a domain, client.example, or an address literal, [192.0.2.1]. \
                Letters, digits, hyphens and dots are all that a domain holds.
                """
        ),
        RuleEntry(
            .helloLiteral, "syntax.helo-literal", 501, 5, 5, 4,
            text: "HELO takes a domain",
            rfc: 5321, section: "4.1.1.1", isTolerable: true,
            explanation: """
                The grammar gives an address literal to EHLO, and only a domain to HELO. The prose \
                beside it covers both: a client without a name sends an address literal.
                """
        ),
        RuleEntry(
            .mailFrom, "syntax.mail-from", 501, 5, 5, 4,
            text: "Syntax: MAIL FROM:<address>",
            rfc: 5321, section: "4.1.1.2",
            explanation: """
                MAIL is followed by FROM:, the reverse path in angle brackets, and perhaps \
                parameters.
                """
        ),
        RuleEntry(
            .rcptTo, "syntax.rcpt-to", 501, 5, 5, 4,
            text: "Syntax: RCPT TO:<address>",
            rfc: 5321, section: "4.1.1.3",
            explanation: """
                RCPT is followed by TO:, the forward path in angle brackets, and perhaps \
                parameters.
                """
        ),
        RuleEntry(
            .mailSpaceAfterColon, "syntax.mail-space-after-colon", 501, 5, 5, 4,
            text: "No space is allowed after FROM:",
            rfc: 5321, section: "3.3", isTolerable: true,
            explanation: """
                MAIL FROM:<address> has no space behind the colon. Many clients send one, and many \
                servers let it pass.
                """
        ),
        RuleEntry(
            .rcptSpaceAfterColon, "syntax.rcpt-space-after-colon", 501, 5, 5, 4,
            text: "No space is allowed after TO:",
            rfc: 5321, section: "3.3", isTolerable: true,
            explanation: """
                RCPT TO:<address> has no space behind the colon. Many clients send one, and many \
                servers let it pass.
                """
        ),
        RuleEntry(
            .missingBrackets, "syntax.missing-brackets", 501, 5, 5, 4,
            text: "Put the address in angle brackets",
            rfc: 5321, section: "4.1.2", isTolerable: true,
            explanation: """
                A path stands between < and >.
                """
        ),
        RuleEntry(
            .missingDomain, "syntax.missing-domain", 501, 5, 1, 3,
            text: "The address needs a domain",
            rfc: 5321, section: "2.3.5", isTolerable: true,
            explanation: """
                Only RCPT TO:<Postmaster> goes without a domain. Everyone else is name@domain, and \
                so is Postmaster as a sender or behind a source route.
                """
        ),
        RuleEntry(
            .looseAddress, "syntax.loose-address", 501, 5, 1, 3,
            text: "Bad address syntax",
            rfc: 5321, section: "4.1.2", isTolerable: true,
            explanation: """
                The address has an underscore or an empty label in its domain, a dot too many in \
                its local part, or an address literal in its source route. The grammar forbids it; \
                some servers take it.
                """
        ),
        RuleEntry(
            .unqualifiedDomain, "syntax.unqualified-domain", 554, 5, 1, 2,
            text: "The domain is not fully qualified",
            rfc: 6409, section: "4.2", isTolerable: true,
            explanation: """
                A domain of one label, as in ann@sales, means something only where it is used. A \
                submission server takes only fully qualified domains, ann@sales.example. Where it \
                is tolerated it passes without a note, since RFC 5321 leaves it to the server.
                """
        ),
        RuleEntry(
            .senderAddress, "syntax.sender-address", 501, 5, 1, 7,
            text: "Bad sender address syntax",
            rfc: 5321, section: "4.1.2",
            explanation: """
                The reverse path is not well formed: local part, @, domain; or empty, for the null \
                sender.
                """
        ),
        RuleEntry(
            .recipientAddress, "syntax.recipient-address", 501, 5, 1, 3,
            text: "Bad recipient address syntax",
            rfc: 5321, section: "4.1.2",
            explanation: """
                The forward path is not well formed: local part, @, domain. A recipient cannot be \
                empty.
                """
        ),
        RuleEntry(
            .parameter, "syntax.parameter", 501, 5, 5, 4,
            text: "Bad parameter syntax",
            rfc: 5321, section: "4.1.2",
            explanation: """
                Behind the path come parameters: a blank, a keyword, and perhaps = and a value \
                without blanks.
                """
        ),
        RuleEntry(
            .controlCharacter, "syntax.control-character", 501, 5, 5, 2,
            text: "Control characters are not allowed in commands",
            rfc: 5321, section: "4.1.2",
            explanation: """
                A command holds printable ASCII. NUL, a bare CR, a bare LF or another control \
                character in it is an error, and often an attempt to confuse a server.
                """
        ),
        RuleEntry(
            .eightBit, "syntax.eight-bit", 500, 5, 5, 2,
            text: "Only ASCII is allowed in commands",
            rfc: 5321, section: "2.4",
            explanation: """
                Without the SMTPUTF8 extension a command holds only ASCII.
                """
        ),
        RuleEntry(
            .bareLineFeed, "syntax.bare-line-feed", 500, 5, 5, 2,
            text: "End lines with CR LF",
            rfc: 5321, section: "2.3.8", isTolerable: true,
            explanation: """
                A line ends with CR LF, and with nothing else. A server that takes a lone LF for a \
                line end can be made to see commands that the server before it did not.
                """
        ),
        RuleEntry(
            .extraBlank, "syntax.extra-blank", 501, 5, 5, 4,
            text: "Too many blanks between words",
            rfc: 5321, section: "4.1.1", isTolerable: true,
            explanation: """
                The words of a command are one blank apart. Some clients send more, and many \
                servers let them pass.
                """
        ),
        RuleEntry(
            .trailingBlank, "syntax.trailing-blank", 501, 5, 5, 4,
            text: "Blanks at the end of the line",
            rfc: 5321, section: "4.1.1", isTolerable: true,
            explanation: """
                The grammar has no blanks before CR LF. Servers should let them pass.
                """
        ),
    ]
}
