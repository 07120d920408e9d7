extension RuleEntry {
    static let content: [RuleEntry] = [
        RuleEntry(
            .contentBareCarriageReturn, "content.bare-cr", 554, 5, 6, 0,
            text: "Message text has a bare CR", rfc: 5321, section: "2.3.8", isTolerable: true,
            """
            In message text, CR and LF may appear only together, as a line end. The message ends \
            only at CR LF, dot, CR LF.
            """),
        RuleEntry(
            .contentBareLineFeed, "content.bare-lf", 554, 5, 6, 0,
            text: "Message text has a bare LF", rfc: 5321, section: "2.3.8", isTolerable: true,
            """
            LF alone is not a line end. Servers that disagree about that can be made to see \
            different messages: SMTP smuggling.
            """),
        RuleEntry(
            .contentLineFeedEnd, "content.end-with-bare-lf", 554, 5, 6, 0,
            text: "Message text has a dot between bare line ends",
            rfc: 5321, section: "4.1.1.4", isTolerable: true,
            """
            A dot alone on a line ends the message only if both line ends are CR LF: a server must \
            not treat LF, dot, LF as the end. If this is tolerated, the server does what servers \
            open to SMTP smuggling do.
            """),
        RuleEntry(
            .contentNul, "content.nul", 554, 5, 6, 0,
            text: "Message text has a NUL", rfc: 5321, section: "4.1.1.4", isTolerable: true,
            """
            Message text may contain any of the 128 ASCII characters, but control characters other \
            than space, tab, CR and LF should be avoided; many programs take a NUL for the end of \
            the text.
            """),
        RuleEntry(
            .contentEightBit, "content.eight-bit", 554, 5, 6, 1,
            text: "Message text has 8-bit octets without BODY=8BITMIME",
            rfc: 6152, section: "3", isTolerable: true,
            "Octets above 127 need the 8BITMIME extension, and MAIL with BODY=8BITMIME."),
        RuleEntry(
            .contentLineTooLong, "content.line-too-long", 554, 5, 6, 0,
            text: "Message text has a line of over 1000 octets",
            rfc: 5321, section: "4.5.3.1.6", isTolerable: true,
            "A line of text has at most 1000 octets, including CR LF but not a stuffed dot."),
    ]
}
