extension Profile {
    /// A mail exchanger as Exim 4 is by default, with TLS.
    static let eximText = """
        # Offers, limits and words as Exim has them by default, with TLS; no enhanced status codes.
        :profile strict
        :set ident "ESMTP Exim"
        :set extensions SIZE,8BITMIME,PIPELINING,PIPECONNECT,AUTH,CHUNKING,STARTTLS,SMTPUTF8,HELP
        :set maximum-message-size 52428800
        :set maximum-line-length 16384
        :set maximum-recipients 50000
        :set maximum-errors 4
        :set authentication-mechanisms PLAIN,LOGIN
        # Addresses need no brackets; what comes before the greeting or a reply does not pass.
        :set tolerate.syntax.mail-space-after-colon on
        :set tolerate.syntax.rcpt-space-after-colon on
        :set tolerate.syntax.missing-brackets on
        :set tolerate.syntax.extra-blank on
        :set tolerate.connection.early-talk off
        :set tolerate.pipelining.unauthorized off
        :set text.connection.early-talk "554 SMTP synchronization error"
        :set text.pipelining.unauthorized "554 SMTP synchronization error"
        :set text.hello.accepted "{hostname} Hello {client} [{address}]"
        :set text.sender.accepted "OK"
        :set text.sender.refused "550 Administrative prohibition"
        :set text.sender.deferred "451 Temporary local problem - please try later"
        :set text.recipient.accepted "Accepted"
        :set text.recipient.refused "550 Unrouteable address"
        :set text.recipient.deferred "451 Temporary local problem - please try later"
        :set text.data.start "Enter message, ending with \\".\\" on a line by itself"
        :set text.message.accepted "OK id={id}"
        :set text.message.refused "550 Administrative prohibition"
        :set text.message.deferred "451 Temporary local problem - please try later"
        :set text.reset.done "Reset OK"
        :set text.noop.done "OK"
        :set text.connection.closing "{hostname} closing connection"
        :set text.connection.timeout "{hostname}: SMTP command timeout - closing connection"
        :set text.connection.too-many-errors "421 {hostname}: too many syntax or protocol errors"
        :set text.verify.accepted "252 Administrative prohibition"
        :set text.expand.refused "550 Administrative prohibition"
        :set text.command.unknown "500 unrecognized command"
        :set text.command.not-implemented "502 command not implemented"
        :set text.command.not-offered "503 command used when not advertised"
        :set text.limit.recipients "452 too many recipients"
        :set text.limit.message-size "552 Message size exceeds maximum permitted"
        :set text.limit.declared-size "552 Message size exceeds maximum permitted"
        :set text.order.hello-first "503 HELO or EHLO required"
        :set text.order.nested-mail "503 sender already given"
        :set text.order.mail-first "503 sender not yet given"
        :set text.order.recipient-first "503 valid RCPT command must precede DATA"
        :set text.order.no-valid-recipients "503 valid RCPT command must precede DATA"
        :set text.order.authentication-required "550 Authentication required"
        :set text.order.already-authenticated "503 already authenticated"
        :set text.order.auth-in-transaction "503 not permitted in mail transaction"
        :set text.order.tls-active "503 STARTTLS command used when not advertised"
        :set text.command.empty "500 unrecognized command"
        :set text.syntax.mail-from "500 unrecognized command"
        :set text.syntax.rcpt-to "500 unrecognized command"
        :set text.syntax.missing-domain "501 the address must contain a domain"
        :set text.syntax.argument-unexpected "501 unexpected argument data"
        :set text.parameter.unknown "501 malformed address: the parameter may not follow it"
        :set text.parameter.not-offered "501 malformed address: the parameter may not follow it"
        :set text.syntax.argument-missing "501 syntactically invalid argument(s)"
        :set text.syntax.hello-name "501 Syntactically invalid HELO argument(s)"
        :set text.tls.ready "TLS go ahead"
        :set text.auth.succeeded "Authentication succeeded"
        :set text.auth.credentials-invalid "535 Incorrect authentication data"
        :set text.auth.mechanism-unknown "504 authentication mechanism not supported"
        """
}
