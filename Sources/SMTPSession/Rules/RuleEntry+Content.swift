extension RuleEntry {
    static let content: [RuleEntry] = [
        RuleEntry(
            .contentBareCarriageReturn, "content.bare-cr", 554, 5, 6, 0,
            text: "Message text has a bare CR",
            rfc: 5321, section: "2.3.8", isTolerable: true,
            explanation: """
                CR and LF may stand in message text only together, as a line end. The message ends \
                nowhere but at CR LF, dot, CR LF.
                """
        ),
        RuleEntry(
            .contentBareLineFeed, "content.bare-lf", 554, 5, 6, 0,
            text: "Message text has a bare LF",
            rfc: 5321, section: "2.3.8", isTolerable: true,
            explanation: """
                LF alone is no line end. Servers that disagree about it can be made to see \
                different messages: SMTP smuggling.
                """
        ),
        RuleEntry(
            .contentLineFeedEnd, "content.end-with-bare-lf", 554, 5, 6, 0,
            text: "Message text has a dot between bare line ends",
            rfc: 5321, section: "4.1.1.4", isTolerable: true,
            explanation: """
                A dot alone on a line ends the message only if both line ends are CR LF: a server \
                must not take LF, dot, LF for the end. With this tolerated the server does what \
                servers open to SMTP smuggling do.
                """
        ),
        RuleEntry(
            .contentNul, "content.nul", 554, 5, 6, 0,
            text: "Message text has a NUL",
            rfc: 5321, section: "4.1.1.4", isTolerable: true,
            explanation: """
                Message text may hold any of the 128 ASCII characters, but control characters other \
                than space, tab, CR and LF should be avoided; a NUL ends the text for many programs.
                """
        ),
        RuleEntry(
            .contentEightBit, "content.eight-bit", 554, 5, 6, 1,
            text: "Message text has 8-bit octets without BODY=8BITMIME",
            rfc: 1652, section: "3", isTolerable: true,
            explanation: """
                Octets above 127 need the 8BITMIME extension, and MAIL with BODY=8BITMIME.
                """
        ),
        RuleEntry(
            .contentLineTooLong, "content.line-too-long", 554, 5, 6, 0,
            text: "Message text has a line of over 1000 octets",
            rfc: 5321, section: "4.5.3.1.6", isTolerable: true,
            explanation: """
                A line of text has at most 1000 octets with its CR LF, not counting a stuffed dot.
                """
        ),
    ]
}
