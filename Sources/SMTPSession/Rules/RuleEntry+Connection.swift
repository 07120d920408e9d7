extension RuleEntry {
    static let connection: [RuleEntry] = [
        RuleEntry(
            .greeting, "connection.greeting", 220,
            text: "Service ready", rfc: 5321, section: "3.1",
            """
            The server speaks first: a 220 reply opens the session. A client waits for it before \
            it sends anything.
            """),
        RuleEntry(
            .connectionRefused, "connection.refused", 554,
            text: "No SMTP service here", rfc: 5321, section: "3.1",
            """
            The server does not want to talk to this client. It still waits for QUIT, and answers \
            everything else with 503.
            """),
        RuleEntry(
            .connectionDeferred, "connection.deferred", 421,
            text: "Service not available, try again later", rfc: 5321, section: "3.8",
            """
            The server cannot take the connection now, and closes it. The client should try again \
            later.
            """),
        RuleEntry(
            .earlyTalk, "connection.early-talk", 554,
            text: "You spoke before the greeting", rfc: 5321, section: "4.3.1", isTolerable: true,
            """
            A client should wait for the greeting before it sends anything. Those that do not are \
            often spam programs, which do not care what the server says. If this is not tolerated, \
            there is no service: the server waits for QUIT, and answers everything else with 503.
            """),
        RuleEntry(
            .closing, "connection.closing", 221, 2, 0, 0,
            text: "Closing connection", rfc: 5321, section: "4.1.1.10",
            """
            QUIT ends the session. The server says goodbye and closes the connection; any \
            transaction under way is dropped.
            """),
        RuleEntry(
            .closedByPolicy, "connection.closed-by-policy", 421, 4, 3, 2,
            text: "Service closing", rfc: 5321, section: "3.8",
            """
            The policy told the server to close. 421 can be the reply to any command; the \
            connection is closed right after it.
            """),
        RuleEntry(
            .timeout, "connection.timeout", 421, 4, 4, 2,
            text: "Timeout, closing connection", rfc: 5321, section: "4.5.3.2.7",
            """
            The client sent no whole command for too long. A server should wait at least five \
            minutes for the next one; after that it may give up.
            """),
        RuleEntry(
            .shutdown, "connection.shutdown", 421, 4, 3, 2,
            text: "Service shutting down, closing connection", rfc: 5321, section: "3.8",
            """
            The server is about to stop. It says so with 421 instead of just closing the \
            connection, and the client tries again later; a transaction under way is dropped.
            """),
        RuleEntry(
            .tooManyErrors, "connection.too-many-errors", 421, 4, 7, 0,
            text: "Too many errors, closing connection", rfc: 5321, section: "7.8",
            "The client made so many mistakes that the server considers it broken or hostile."),
        RuleEntry(
            .otherProtocol, "connection.other-protocol", 554, 5, 5, 1,
            text: "This is SMTP, not another protocol",
            rfc: 5321, section: "7.8", isTolerable: true,
            """
            What came belongs to another protocol: an HTTP request, the first octets of a TLS \
            handshake on a plaintext port, or the PROXY header of a load balancer. A browser can be \
            tricked into sending such things to a mail server. A server must not close the connection because it does not know a \
            command (§3.8), so this is tolerated and answered like any unknown command; if it is \
            not tolerated, the connection is closed.
            """),
        RuleEntry(
            .textTimeout, "connection.text-timeout", 421, 4, 4, 2,
            text: "Timeout in message text, closing connection",
            rfc: 5321, section: "4.5.3.2.5",
            """
            The client sent no message text for too long. It has three minutes for each portion of \
            text, less than for a command; the unfinished message is dropped.
            """),
        RuleEntry(
            .sessionTimeout, "connection.session-timeout", 421, 4, 4, 2,
            text: "Session took too long, closing connection", rfc: 5321, section: "3.8",
            """
            The whole session lasted longer than this server allows, however busy the client was. \
            No RFC asks for such a bound; it is this server's own.
            """),
        RuleEntry(
            .noQuit, "connection.no-quit", 421, 4, 4, 2,
            text: "The client hung up without QUIT", rfc: 5321, section: "4.1.1.10",
            """
            A client must not close the connection before it has sent QUIT, and should wait for \
            the reply. A transaction under way is dropped; messages that were accepted stay \
            accepted.
            """),
        RuleEntry(
            .lostInText, "connection.lost-in-text", 451, 4, 4, 2,
            text: "The client hung up in message text", rfc: 5321, section: "4.1.1.10",
            """
            The connection ended before the lone dot that ends message text. The server drops the \
            message, and the client has to send it again: without a reply to the dot, nothing was \
            accepted.
            """),
        RuleEntry(
            .unfinishedLine, "connection.unfinished-line", 500, 5, 5, 2,
            text: "The client hung up in the middle of a line", rfc: 5321, section: "2.3.8",
            """
            The last octets had no CR LF after them, so they never became a line, and no reply \
            was due. A client that ends lines with LF alone waits for ever.
            """),
        RuleEntry(
            .staysOpen, "connection.stays-open", 421, 4, 3, 2,
            text: "421 was said, and the connection stays open", rfc: 5321, section: "3.8",
            """
            421 tells the client that the server closes the connection. Here the policy sent the \
            octets as they are, and nothing is closed, to see what a client makes of that; the \
            answers close and tempfail 421 close it.
            """),
        RuleEntry(
            .proxyTaken, "proxy.taken", 220,
            text: "The proxy said who its client is", rfc: 5321, section: "3.1",
            """
            The connection began with a header of the PROXY protocol. From now on, its client \
            counts as the one that is connected.
            """),
        RuleEntry(
            .proxyMalformed, "proxy.malformed", 421,
            text: "No header of the PROXY protocol", rfc: 5321, section: "3.1",
            """
            The server expects a header of the PROXY protocol, in text or binary, before all else. \
            What came is none, so it closes the connection without a word.
            """),
    ]
}
