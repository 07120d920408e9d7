extension Profile {
    /// A mail exchanger as Postfix is by default, with TLS.
    static let postfixText = """
        # Offers, limits and words as Postfix has them by default, with TLS.
        :profile strict
        :set ident "ESMTP Postfix"
        :set extensions PIPELINING,SIZE,VRFY,ETRN,STARTTLS,AUTH,ENHANCEDSTATUSCODES,8BITMIME,DSN,SMTPUTF8,CHUNKING
        :set maximum-message-size 10240000
        :set maximum-line-length 2048
        :set maximum-recipients 1000
        :set maximum-errors 20
        :set authentication-mechanisms PLAIN,LOGIN
        # Envelopes need not be as the RFC writes them, and command lines may end with LF.
        :set tolerate.syntax.mail-space-after-colon on
        :set tolerate.syntax.rcpt-space-after-colon on
        :set tolerate.syntax.missing-brackets on
        :set tolerate.syntax.missing-domain on
        :set tolerate.syntax.loose-address on
        :set tolerate.syntax.hello-name on
        :set tolerate.syntax.bare-line-feed on
        :set tolerate.syntax.extra-blank on
        # A bare LF in message text counts as CR LF, but does not end it.
        :set end-of-data normalize
        :set tolerate.pipelining.unauthorized off
        :set text.hello.accepted "{hostname}"
        :set text.sender.accepted "Ok"
        :set text.sender.refused "554 5.7.1 {path}: Sender address rejected: Access denied"
        :set text.sender.deferred "450 4.7.1 {path}: Sender address rejected: try again later"
        :set text.recipient.accepted "Ok"
        :set text.recipient.refused "550 5.1.1 {path}: Recipient address rejected: User unknown"
        :set text.recipient.deferred "450 4.7.1 {path}: Recipient address rejected: try again later"
        :set text.data.start "End data with <CR><LF>.<CR><LF>"
        :set text.message.accepted "250 2.0.0 Ok: queued as {id}"
        :set text.message.refused "550 5.7.1 Message content rejected"
        :set text.message.deferred "451 4.3.0 Error: queue file write error"
        :set text.reset.done "Ok"
        :set text.noop.done "Ok"
        :set text.connection.closing "Bye"
        :set text.connection.timeout "{hostname} Error: timeout exceeded"
        :set text.connection.too-many-errors "{hostname} Error: too many errors"
        :set text.verify.accepted "252 2.0.0 User not verified"
        :set text.command.unknown "500 5.5.2 Error: command not recognized"
        :set text.command.empty "500 5.5.2 Error: bad syntax"
        :set text.command.not-offered "502 5.5.1 Error: command not implemented"
        :set text.limit.recipients "Error: too many recipients"
        :set text.limit.message-size "Error: message file too big"
        :set text.limit.declared-size "Message size exceeds fixed limit"
        :set text.order.hello-first "Error: send HELO/EHLO first"
        :set text.order.nested-mail "Error: nested MAIL command"
        :set text.order.mail-first "Error: need MAIL command"
        :set text.order.recipient-first "Error: need RCPT command"
        :set text.order.no-valid-recipients "Error: no valid recipients"
        :set text.order.already-authenticated "Error: already authenticated"
        :set text.order.auth-in-transaction "Error: MAIL transaction in progress"
        :set text.order.tls-active "554 5.5.1 Error: TLS already active"
        :set text.pipelining.unauthorized "Error: SMTP protocol synchronization"
        :set text.syntax.mail-from "Syntax: MAIL FROM:<address>"
        :set text.syntax.rcpt-to "Syntax: RCPT TO:<address>"
        :set text.syntax.argument-missing "Syntax error: an argument is missing"
        :set text.parameter.unknown "555 5.5.4 Unsupported option"
        :set text.parameter.not-offered "555 5.5.4 Unsupported option"
        :set text.tls.ready "Ready to start TLS"
        :set text.auth.succeeded "Authentication successful"
        :set text.auth.credentials-invalid "Error: authentication failed"
        :set text.auth.mechanism-unknown "535 5.7.8 Error: authentication failed: Invalid authentication mechanism"
        """
}
