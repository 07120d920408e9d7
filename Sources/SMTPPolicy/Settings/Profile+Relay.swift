extension Profile {
    /// On-demand mail relay.
    ///
    /// RFC 2645 §5.1.1: the reply to EHLO must list AUTH and ATRN; §5.1.2: CRAM-MD5 must be there. §5.2.1: the
    /// server waits at least 10 minutes after AUTH.
    static let relayText = """
        # Hands over the mail that waits for a client's domains (RFC 2645), after AUTH and ATRN.
        :profile strict
        :set ident "on-demand mail relay server ready"
        :set extensions AUTH,ATRN
        :set authentication-mechanisms CRAM-MD5,EXTERNAL
        :set command-timeout 10m
        # §5.4: all commands but EHLO, AUTH, ATRN and QUIT get 502.
        :set odmr on
        """
}
