extension Simulator {
    /// A server that offers every mechanism outside TLS, and knows bob.
    ///
    /// What it is called is not what clients on a loopback port call it.
    static let withEveryMechanism = Simulator(options: [
        "--user", "bob:secret word", "--set", "plaintext-authentication=on",
        "--set", "check-sasl-host=off", "--set",
        "authentication-mechanisms=PLAIN,LOGIN,CRAM-MD5,DIGEST-MD5,SCRAM-SHA-1,SCRAM-SHA-256,"
            + "EXTERNAL,ANONYMOUS,OAUTHBEARER,XOAUTH2",
    ])
}
