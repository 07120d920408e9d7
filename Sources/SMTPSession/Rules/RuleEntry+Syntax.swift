extension RuleEntry {
    static let syntax: [RuleEntry] = [
        RuleEntry(
            .argumentUnexpected, "syntax.argument-unexpected", 501, 5, 5, 4,
            text: "No argument is allowed here", rfc: 5321, section: "4.3.2",
            "DATA, RSET, QUIT and STARTTLS take no argument."),
        RuleEntry(
            .argumentMissing, "syntax.argument-missing", 501, 5, 5, 4,
            text: "An argument is missing", rfc: 5321, section: "4.3.2",
            "HELO and EHLO need the client's name, VRFY a user, EXPN a list, AUTH a mechanism."),
        RuleEntry(
            .helloName, "syntax.hello-name", 501, 5, 5, 4,
            text: "Give a domain or an address literal",
            rfc: 5321, section: "4.1.1.1", isTolerable: true,
            """
            HELO and EHLO take a domain, client.example, or an address literal, [192.0.2.1]. A \
            domain consists of letters, digits, hyphens and dots only.
            """),
        RuleEntry(
            .helloLiteral, "syntax.helo-literal", 501, 5, 5, 4,
            text: "HELO takes a domain", rfc: 5321, section: "4.1.1.1", isTolerable: true,
            """
            The grammar allows an address literal with EHLO, but only a domain with HELO. The \
            prose next to it covers both: a client without a name sends an address literal.
            """),
        RuleEntry(
            .mailFrom, "syntax.mail-from", 501, 5, 5, 4,
            text: "Syntax: MAIL FROM:<address>", rfc: 5321, section: "4.1.1.2",
            """
            MAIL is followed by FROM:, the reverse path in angle brackets, and optional \
            parameters.
            """),
        RuleEntry(
            .rcptTo, "syntax.rcpt-to", 501, 5, 5, 4,
            text: "Syntax: RCPT TO:<address>", rfc: 5321, section: "4.1.1.3",
            """
            RCPT is followed by TO:, the forward path in angle brackets, and optional parameters.
            """),
        RuleEntry(
            .mailSpaceAfterColon, "syntax.mail-space-after-colon", 501, 5, 5, 4,
            text: "No space is allowed after FROM:", rfc: 5321, section: "3.3", isTolerable: true,
            """
            MAIL FROM:<address> has no space after the colon. Many clients send one, and many \
            servers accept it.
            """),
        RuleEntry(
            .rcptSpaceAfterColon, "syntax.rcpt-space-after-colon", 501, 5, 5, 4,
            text: "No space is allowed after TO:", rfc: 5321, section: "3.3", isTolerable: true,
            """
            RCPT TO:<address> has no space after the colon. Many clients send one, and many \
            servers accept it.
            """),
        RuleEntry(
            .missingBrackets, "syntax.missing-brackets", 501, 5, 5, 4,
            text: "Put the address in angle brackets",
            rfc: 5321, section: "4.1.2", isTolerable: true,
            "A path is enclosed in < and >."),
        RuleEntry(
            .missingDomain, "syntax.missing-domain", 501, 5, 1, 3,
            text: "The address needs a domain", rfc: 5321, section: "2.3.5", isTolerable: true,
            """
            Only RCPT TO:<Postmaster> works without a domain. Every other address is name@domain, \
            and so is Postmaster as a sender or after a source route.
            """),
        RuleEntry(
            .looseAddress, "syntax.loose-address", 501, 5, 1, 3,
            text: "Bad address syntax", rfc: 5321, section: "4.1.2", isTolerable: true,
            """
            The address has an underscore or an empty label in its domain, an extra dot in its \
            local part, or an address literal in its source route. The grammar forbids it; some \
            servers accept it.
            """),
        RuleEntry(
            .unqualifiedDomain, "syntax.unqualified-domain", 554, 5, 1, 2,
            text: "The domain is not fully qualified", rfc: 6409, section: "4.2", isTolerable: true,
            """
            A domain of one label, as in ann@sales, means something only where it is used. A \
            submission server accepts only fully qualified domains, as in ann@sales.example. If \
            this is tolerated, it passes without a note, because RFC 5321 leaves it to the server.
            """),
        RuleEntry(
            .senderAddress, "syntax.sender-address", 501, 5, 1, 7,
            text: "Bad sender address syntax", rfc: 5321, section: "4.1.2",
            """
            The reverse path is malformed. It is a local part, @ and a domain; or empty, for the \
            null sender.
            """),
        RuleEntry(
            .recipientAddress, "syntax.recipient-address", 501, 5, 1, 3,
            text: "Bad recipient address syntax", rfc: 5321, section: "4.1.2",
            """
            The forward path is malformed. It is a local part, @ and a domain; it cannot be empty.
            """),
        RuleEntry(
            .parameter, "syntax.parameter", 501, 5, 5, 4,
            text: "Bad parameter syntax", rfc: 5321, section: "4.1.2",
            """
            Parameters follow the path: for each a space, a keyword and, optionally, = and a value \
            without spaces.
            """),
        RuleEntry(
            .chunkSize, "syntax.chunk-size", 501, 5, 5, 4,
            text: "BDAT needs a number of octets, closing connection", rfc: 3030, section: "2",
            """
            Octets follow the command, but without their number the server cannot tell where the next \
            command begins. So it closes the connection: what it took for commands could be a part of \
            the message.
            """),
        RuleEntry(
            .chunkArgument, "syntax.chunk-argument", 501, 5, 5, 4,
            text: "Nothing but LAST may follow the number of octets", rfc: 3030, section: "2",
            """
            The number of octets was well formed, so the server has read and dropped as many, and \
            the session is in step.
            """),
        RuleEntry(
            .badURL, "syntax.url", 501, 5, 5, 4,
            text: "BURL takes an absolute URL, perhaps LAST", rfc: 4468, section: "3.5",
            """
            An absolute URL begins with a scheme and a colon, such as \
            imap://imap.example/INBOX/;UID=1. Nothing but LAST may follow.
            """),
        RuleEntry(
            .nodeName, "syntax.node-name", 501, 5, 5, 4,
            text: "Bad node name", rfc: 1985, section: "5.1",
            """
            ETRN takes a fully qualified domain, perhaps after @ for all hosts below it, or # and \
            the name of a queue.
            """),
        RuleEntry(
            .clientAttribute, "syntax.client-attribute", 501, 5, 5, 4,
            text: "Bad attribute", rfc: 5321, section: "4.3.2",
            """
            XCLIENT and XFORWARD, commands of Postfix, take attributes such as ADDR=192.0.2.1, \
            whose values are xtext. The caret marks what does not fit.
            """),
        RuleEntry(
            .controlCharacter, "syntax.control-character", 501, 5, 5, 2,
            text: "Control characters are not allowed in commands", rfc: 5321, section: "4.1.2",
            """
            A command contains printable ASCII only. A NUL, a bare CR, a bare LF or any other \
            control character is an error, and often an attempt to confuse a server.
            """),
        RuleEntry(
            .eightBit, "syntax.eight-bit", 500, 5, 5, 2,
            text: "Only ASCII is allowed in commands", rfc: 5321, section: "2.4", also: "4.1.2",
            "Without the SMTPUTF8 extension, a command contains ASCII only."),
        RuleEntry(
            .bareLineFeed, "syntax.bare-line-feed", 500, 5, 5, 2,
            text: "End lines with CR LF", rfc: 5321, section: "2.3.8", isTolerable: true,
            """
            A line ends with CR LF, and with nothing else. A server that takes a lone LF for a \
            line end can be made to see commands that the server before it did not.
            """),
        RuleEntry(
            .extraBlank, "syntax.extra-blank", 501, 5, 5, 4,
            text: "Too many blanks between words", rfc: 5321, section: "4.1.1", isTolerable: true,
            """
            The words of a command are separated by one space. Some clients send more blanks, and \
            many servers accept them.
            """),
        RuleEntry(
            .trailingBlank, "syntax.trailing-blank", 501, 5, 5, 4,
            text: "Blanks at the end of the line", rfc: 5321, section: "4.1.1", isTolerable: true,
            "The grammar has no blanks before CR LF. Servers should accept them anyway."),
        RuleEntry(
            .bareAddress, "syntax.bare-address", 501, 5, 5, 4,
            text: "Put an IP address in brackets",
            rfc: 5321, section: "4.1.3", also: "4.1.1.1", isTolerable: true,
            """
            The client gave an IP address without brackets. Its digits and dots pass for a \
            domain, so a server can take it, but it names no host: a client without a name sends \
            an address literal, [192.0.2.1].
            """),
        RuleEntry(
            .helloInformation, "syntax.hello-information", 501, 5, 5, 4,
            text: "Nothing may follow the client's name",
            rfc: 5321, section: "4.1.1.1", isTolerable: true,
            """
            The grammar of EHLO ends with the client's name. The prose next to it lets \
            information that helps to identify the client follow an address literal, and many \
            servers ignore it.
            """),
        RuleEntry(
            .addressTag, "syntax.address-tag", 501, 5, 1, 3,
            text: "Unknown kind of address literal",
            rfc: 5321, section: "4.1.3", isTolerable: true,
            """
            An address literal is an IPv4 address, [192.0.2.1], or begins with a tag that is \
            registered for it. IPv6 is the only one: [IPv6:2001:db8::1].
            """),
        RuleEntry(
            .sourceRoute, "syntax.source-route", 553, 5, 1, 3,
            text: "Source routes are not accepted",
            rfc: 5321, section: "3.6.1", isTolerable: true,
            """
            A source route, @relay.example: before the mailbox, once said which way a message \
            takes. It is obsolete: a client should not send one. A server may ignore it, as it does if \
            this is tolerated, or refuse the path.
            """),
    ]
}
