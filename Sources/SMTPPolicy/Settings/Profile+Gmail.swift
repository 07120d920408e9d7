extension Profile {
    /// A submission server as Gmail's is.
    static let gmailText = """
        # Offers and words like those of Gmail's submission server: STARTTLS first, then AUTH.
        :profile strict
        :set hostname smtp.gmail-like.example
        :set ident "ESMTP - gsmtp"
        :set extensions SIZE,8BITMIME,STARTTLS,AUTH,ENHANCEDSTATUSCODES,PIPELINING,CHUNKING,SMTPUTF8
        :set maximum-message-size 35882577
        :set maximum-recipients 100
        :set require-tls on
        :set require-authentication on
        :set authentication-mechanisms LOGIN,PLAIN,XOAUTH2,OAUTHBEARER
        :set end-of-data reject
        :set text.hello.accepted "{hostname} at your service, [{address}]"
        :set text.sender.accepted "OK - gsmtp"
        :set text.recipient.accepted "OK - gsmtp"
        :set text.recipient.refused "550 5.1.1 The account {path} does not exist - gsmtp"
        :set text.recipient.deferred "450 4.2.1 The account {path} gets mail too fast - gsmtp"
        :set text.data.start "Go ahead - gsmtp"
        :set text.message.accepted "250 2.0.0 OK {id} - gsmtp"
        :set text.message.refused "550 5.7.1 Message blocked - gsmtp"
        :set text.message.deferred "451 4.7.0 Try again later - gsmtp"
        :set text.reset.done "250 2.1.5 Flushed - gsmtp"
        :set text.noop.done "OK - gsmtp"
        :set text.connection.closing "closing connection - gsmtp"
        :set text.verify.accepted "252 2.1.5 Send some mail, I'll try my best - gsmtp"
        :set text.command.unknown "502 5.5.1 Unrecognized command - gsmtp"
        :set text.command.not-implemented "502 5.5.1 Unimplemented command - gsmtp"
        :set text.order.hello-first "503 5.5.1 EHLO/HELO first - gsmtp"
        :set text.order.mail-first "503 5.5.1 MAIL first - gsmtp"
        :set text.order.recipient-first "503 5.5.1 RCPT first - gsmtp"
        :set text.order.tls-required "530 5.7.0 Must issue a STARTTLS command first - gsmtp"
        :set text.order.authentication-required "530 5.7.0 Authentication Required - gsmtp"
        :set text.syntax.mail-from "555 5.5.2 Syntax error, cannot decode - gsmtp"
        :set text.syntax.rcpt-to "555 5.5.2 Syntax error, cannot decode - gsmtp"
        :set text.syntax.sender-address "553 5.1.7 The sender address is not a valid address - gsmtp"
        :set text.syntax.recipient-address "553 5.1.3 The recipient address is not a valid address - gsmtp"
        :set text.limit.message-size "552 5.3.4 The message exceeds the size limit - gsmtp"
        :set text.limit.declared-size "552 5.3.4 The message exceeds the size limit - gsmtp"
        :set text.tls.ready "Ready to start TLS"
        :set text.auth.succeeded "Accepted"
        :set text.auth.credentials-invalid "535 5.7.8 Username and Password not accepted - gsmtp"
        :set text.auth.mechanism-unknown "504 5.7.4 Unrecognized Authentication Type - gsmtp"
        """
}
