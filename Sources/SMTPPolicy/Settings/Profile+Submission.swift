extension Profile {
    /// RFC 6409 §7 lists what a submission server must, should and may have.
    static let submissionText = """
        # Mail from authenticated clients only (RFC 6409), and passwords only in TLS.
        :profile strict
        :set ident "ESMTP smtpsim submission"
        # §7: AUTH must be there, PIPELINING, ENHANCEDSTATUSCODES, SIZE, 8BITMIME, DSN, CHUNKING and STARTTLS should or
        # may; ETRN and ATRN must not. RFC 4865 §3: FUTURERELEASE is for submission only.
        :set extensions PIPELINING,SIZE,8BITMIME,ENHANCEDSTATUSCODES,HELP,AUTH,STARTTLS,CHUNKING,DSN,SMTPUTF8,FUTURERELEASE
        # §4.3: mail is taken after AUTH; §4.2: domains are fully qualified.
        :set require-authentication on
        :set tolerate.syntax.unqualified-domain off
        """
}
