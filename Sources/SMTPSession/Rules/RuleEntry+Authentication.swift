extension RuleEntry {
    static let authentication: [RuleEntry] = [
        RuleEntry(
            .authenticationChallenge, "auth.challenge", 334,
            text: "", rfc: 4954, section: "4",
            """
            The SASL exchange continues: the text is the server's challenge in base64, possibly \
            empty. The client answers with a line of base64, or with * to cancel.
            """),
        RuleEntry(
            .authenticationSucceeded, "auth.succeeded", 235, 2, 7, 0,
            text: "Authentication succeeded", rfc: 4954, section: "6",
            """
            The client is who it says it is. The session remembers this until it ends or TLS \
            starts.
            """),
        RuleEntry(
            .credentialsInvalid, "auth.credentials-invalid", 535, 5, 7, 8,
            text: "Authentication credentials invalid", rfc: 4954, section: "6",
            """
            The user or the password is wrong. The reply does not say which, so that nobody can \
            find users by guessing; a note tells it to you, who run the server.
            """),
        RuleEntry(
            .authenticationDeferred, "auth.deferred", 454, 4, 7, 0,
            text: "Temporary authentication failure", rfc: 4954, section: "6",
            "The server cannot check credentials now; the client may try again later."),
        RuleEntry(
            .mechanismUnknown, "auth.mechanism-unknown", 504, 5, 5, 4,
            text: "Mechanism not recognized", rfc: 4954, section: "4",
            """
            The server does not offer this SASL mechanism; the reply to EHLO lists those it does.
            """),
        RuleEntry(
            .mechanismNeedsTLS, "auth.mechanism-needs-tls", 504, 5, 5, 4,
            text: "Mechanism is offered only inside TLS", rfc: 4954, section: "4",
            """
            PLAIN and LOGIN send the password in the clear, so they are offered only inside TLS. \
            Send STARTTLS first.
            """),
        RuleEntry(
            .authNeedsExtendedHello, "auth.needs-ehlo", 503, 5, 5, 1,
            text: "Send EHLO first", rfc: 4954, section: "4",
            "AUTH is an extension, and extensions come with EHLO. This session started with HELO."),
        RuleEntry(
            .authenticationCancelled, "auth.cancelled", 501, 5, 7, 0,
            text: "Authentication cancelled", rfc: 4954, section: "4",
            "The client sent * to cancel the exchange."),
        RuleEntry(
            .base64Invalid, "auth.base64-invalid", 501, 5, 5, 2,
            text: "Cannot decode base64", rfc: 4954, section: "4",
            """
            A SASL message is base64 in its strict form: the right length, padding at the end \
            only, and no other characters.
            """),
        RuleEntry(
            .initialResponseUnexpected, "auth.initial-response-unexpected", 501, 5, 7, 0,
            text: "This mechanism has no initial response", rfc: 4954, section: "4",
            "In this mechanism the server speaks first, so AUTH takes no initial response."),
        RuleEntry(
            .authenticationMalformed, "auth.malformed", 501, 5, 5, 2,
            text: "Malformed authentication message", rfc: 4954, section: "4",
            "The message does not have the form that its mechanism requires."),
        RuleEntry(
            .authenticationLineTooLong, "limit.auth-line", 500, 5, 5, 6,
            text: "Authentication exchange line is too long", rfc: 4954, section: "4",
            "A line of a SASL exchange has at most 12288 octets, including CR LF."),
        RuleEntry(
            .tooManyAuthenticationFailures, "auth.too-many-failures", 421, 4, 7, 0,
            text: "Too many failed authentications, closing connection", rfc: 4954, section: "9",
            "A client that keeps guessing is disconnected."),
        RuleEntry(
            .userUnknown, "auth.user-unknown", 535, 5, 7, 8,
            text: "There is no such user", rfc: 4954, section: "6", also: "9",
            """
            This is known to you, who run the server, and not told to the client: a reply that \
            told unknown users from wrong passwords would help to guess.
            """),
        RuleEntry(
            .passwordDiffers, "auth.password-differs", 535, 5, 7, 8,
            text: "The user exists, the password differs", rfc: 4954, section: "6", also: "9",
            """
            This is known to you, who run the server, and not told to the client. A password \
            that is shorter than expected was perhaps cut off on its way.
            """),
        RuleEntry(
            .digestDiffers, "auth.digest-differs", 535, 5, 7, 8,
            text: "The user exists, the digest differs", rfc: 4954, section: "6", also: "9",
            """
            This is known to you, who run the server, and not told to the client. The digest was \
            made with another password, or of another challenge.
            """),
        RuleEntry(
            .actsForAnother, "auth.acts-for-another", 535, 5, 7, 8,
            text: "The password is right, the client asks to act for another user",
            rfc: 4616, section: "2",
            """
            The message names a user to act for besides the one whose password it holds. Nobody \
            here may act for another; the reply does not say so.
            """),
        RuleEntry(
            .messageIncomplete, "auth.message-incomplete", 501, 5, 5, 2,
            text: "The message is incomplete", rfc: 4616, section: "2",
            """
            A PLAIN message is the user to act for, a NUL, the user, a NUL and the password. \
            Where a NUL is missing, the message was perhaps cut off on its way.
            """),
    ]
}
