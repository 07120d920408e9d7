extension Profile {
    /// A client connector as that of Exchange Server is.
    static let exchangeText = """
        # Offers and words like those of Exchange Server to its users: AUTH LOGIN only.
        :profile strict
        :set ident "Microsoft ESMTP MAIL Service ready"
        :set extensions SIZE,PIPELINING,DSN,ENHANCEDSTATUSCODES,STARTTLS,AUTH,8BITMIME,BINARYMIME,CHUNKING,SMTPUTF8
        :set maximum-message-size 37748736
        :set maximum-recipients 200
        :set require-authentication on
        :set authentication-mechanisms LOGIN
        :set tolerate.syntax.mail-space-after-colon on
        :set tolerate.syntax.rcpt-space-after-colon on
        :set tolerate.syntax.missing-brackets on
        # A bare LF in message text is refused, unless BDAT brings it.
        :set end-of-data reject
        :set text.hello.accepted "{hostname} Hello [{address}]"
        :set text.sender.accepted "Sender OK"
        :set text.sender.refused "550 5.7.1 Client does not have permissions to send as this sender"
        :set text.recipient.accepted "Recipient OK"
        :set text.recipient.refused "550 5.1.10 Recipient not found by SMTP address lookup"
        :set text.recipient.deferred "450 4.7.1 Recipient not available, try again later"
        :set text.data.start "Start mail input; end with <CRLF>.<CRLF>"
        :set text.message.accepted "250 2.6.0 <{id}@{hostname}> Queued mail for delivery"
        :set text.reset.done "Resetting"
        :set text.noop.done "OK"
        :set text.connection.closing "Service closing transmission channel"
        :set text.connection.timeout "421 4.4.1 Connection timed out"
        :set text.connection.too-many-errors "421 4.7.0 Too many errors on this connection, closing transmission channel"
        :set text.verify.accepted "252 2.1.5 Cannot VRFY user"
        :set text.command.unknown "500 5.3.3 Unrecognized command"
        :set text.command.not-implemented "502 5.3.3 Command not implemented"
        :set text.command.not-offered "502 5.3.3 Command not implemented"
        :set text.limit.recipients "452 4.5.3 Too many recipients"
        :set text.limit.message-size "552 5.3.4 Message size exceeds fixed maximum message size"
        :set text.limit.declared-size "552 5.3.4 Message size exceeds fixed maximum message size"
        :set text.order.hello-first "503 5.5.2 Send hello first"
        :set text.order.nested-mail "503 5.5.2 Sender already specified"
        :set text.order.mail-first "503 5.5.2 Need mail command"
        :set text.order.recipient-first "503 5.5.2 Need rcpt command"
        :set text.order.authentication-required "530 5.7.57 Client not authenticated to send mail"
        :set text.syntax.mail-from "501 5.5.4 Invalid arguments"
        :set text.syntax.rcpt-to "501 5.5.4 Invalid arguments"
        :set text.syntax.argument-missing "501 5.5.4 Invalid arguments"
        :set text.syntax.argument-unexpected "501 5.5.4 Invalid arguments"
        :set text.syntax.sender-address "501 5.1.7 Invalid address"
        :set text.syntax.recipient-address "501 5.1.3 Invalid address"
        :set text.syntax.hello-name "501 5.5.4 Invalid domain name"
        :set text.parameter.unknown "501 5.5.4 Unrecognized parameter"
        :set text.content.bare-lf "550 5.6.11 Bare linefeeds are illegal"
        :set text.tls.ready "SMTP server ready"
        :set text.auth.succeeded "Authentication successful"
        :set text.auth.credentials-invalid "535 5.7.3 Authentication unsuccessful"
        :set text.auth.mechanism-unknown "504 5.7.4 Unrecognized authentication type"
        """
}
