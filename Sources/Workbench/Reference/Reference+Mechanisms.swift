// The SASL mechanisms of the registry (RFC 4422 §7.1), and those of common practice.

extension Reference {
    static let mechanisms = [
        mechanism(
            "PLAIN", "RFC 4616 §2",
            """
            One message in base64: authorization identity, user and password, separated by NULs. It \
            reveals the password, so it belongs inside TLS.
            """),
        mechanism(
            "LOGIN", "draft-murchison-sasl-login",
            """
            The server asks for the user, then the password, each sent in base64. Never \
            standardized, but common; it belongs inside TLS.
            """),
        mechanism(
            "CRAM-MD5", "RFC 2195 §2",
            """
            The server sends a challenge; the client answers with its user name and a keyed MD5 of \
            the challenge. The password is not sent, but the method is dated.
            """),
        mechanism(
            "DIGEST-MD5", "RFC 2831 §2.1",
            """
            The server sends a realm and a nonce, the client a digest of them and the password, and \
            the server proves in a last challenge that it knows the password too. Dated: RFC 6331 \
            made it historic.
            """),
        mechanism(
            "SCRAM-SHA-1", "RFC 5802 §3",
            """
            Both sides prove that they know the password without sending it: client-first names the \
            user and a nonce, server-first adds salt and iteration count, client-final has the \
            client's proof, server-final the server's signature. SCRAM-SHA-256 is the same with a \
            better hash.
            """, names: ["SCRAM-SHA-1", "SCRAM"]),
        mechanism(
            "SCRAM-SHA-256", "RFC 7677 §3",
            """
            SCRAM (RFC 5802) with SHA-256: both sides prove that they know the password without \
            sending it, in four messages. What a server should prefer for passwords.
            """),
        mechanism(
            "SCRAM-…-PLUS", "RFC 5802 §6",
            """
            A SCRAM mechanism with channel binding: the proof covers the TLS connection, so that \
            nobody in the middle can pass it on. It is offered only inside TLS.
            """, example: "AUTH SCRAM-SHA-256-PLUS",
            names: ["SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-512-PLUS", "SCRAM-PLUS"]),
        mechanism(
            "SCRAM-SHA-512", "RFC 5802 §4",
            "A mechanism of the SCRAM family with another hash; the name says which.",
            names: ["SCRAM-SHA-512", "SCRAM-SHA-224", "SCRAM-SHA-384", "SCRAM-SHA3-512"]),
        mechanism(
            "EXTERNAL", "RFC 4422 appendix A",
            """
            The client is who its certificate says. The message names whom it acts for, or is empty.
            """),
        mechanism(
            "ANONYMOUS", "RFC 4505 §2",
            """
            Nobody is authenticated: the message is a trace, such as an address to complain to, and \
            proves nothing.
            """),
        mechanism(
            "XOAUTH2", "",
            """
            The message has user=NAME, auth=Bearer TOKEN, each followed by octet 1, and an octet 1 \
            more. A refusal comes as a challenge after 334 with JSON in base64; the client answers \
            with an empty line, and then gets 535. Not registered; OAUTHBEARER is the standard.
            """),
        mechanism(
            "OAUTHBEARER", "RFC 7628 §3.1",
            """
            The message has a GS2 header and auth=Bearer TOKEN, separated by octet 1. A refusal \
            comes as a challenge with JSON; the client answers with a single octet 1 (AQ== in \
            base64), and then gets 535 (§3.2.3).
            """),
        mechanism(
            "OAUTH10A", "RFC 7628 §3",
            "As OAUTHBEARER, with a token signed the way of OAuth 1.0a."),
        mechanism(
            "NTLM", "",
            """
            Challenge and response of Windows' own protocol: negotiate, challenge, authenticate. \
            Its messages begin with NTLMSSP, in base64 TlRMTVNTUA. Not registered, weak, and meant \
            for one vendor's systems.
            """),
        mechanism(
            "GSSAPI", "RFC 4752",
            """
            Kerberos 5, through GSS-API: the client sends a ticket for the service smtp@host, and a \
            last exchange settles a security layer.
            """),
        mechanism(
            "GS2-*", "RFC 5801 §3",
            """
            Any GSS-API mechanism as a SASL mechanism: the name after GS2- says which, GS2-KRB5 is \
            Kerberos 5. With -PLUS the exchange is bound to the TLS connection.
            """, example: "AUTH GS2-KRB5", names: ["GS2-KRB5", "GS2-KRB5-PLUS", "GS2-*"]),
        mechanism(
            "GSS-SPNEGO", "",
            "GSS-API with a negotiation of the mechanism, mostly between Kerberos and NTLM."),
        mechanism(
            "KERBEROS_V4", "RFC 2222 §7.1",
            "Kerberos 4: the server sends a random number, the client a ticket. Obsolete."),
        mechanism(
            "OTP", "RFC 2444",
            """
            A password for one use: the server says which of a list is next, the client sends it or \
            the words that stand for it.
            """),
        mechanism(
            "SKEY", "RFC 2222 §7.3", "The forerunner of OTP; obsolete."),
        mechanism(
            "SECURID", "RFC 2808",
            "The number that a token of RSA shows, with a user and perhaps a PIN."),
        mechanism(
            "9798-*", "RFC 3163",
            "A signature by a private key, as ISO/IEC 9798-3 has it.",
            example: "AUTH 9798-M-RSA-SHA1-ENC",
            names: ["9798-U-RSA-SHA1-ENC", "9798-M-RSA-SHA1-ENC", "9798-*"]),
        mechanism(
            "SAML20", "RFC 6595", "A sign-on in a browser, by SAML; the client is sent there."),
        mechanism(
            "OPENID20", "RFC 6616",
            "A sign-on in a browser, by OpenID 2.0; the client is sent there."),
        mechanism(
            "EAP-AES128", "RFC 7055",
            "A method of the Extensible Authentication Protocol, through GS2; also with -PLUS.",
            names: ["EAP-AES128", "EAP-AES128-PLUS"]),
        mechanism(
            "NMAS_AUTHEN", "",
            "A mechanism of one vendor's directory; registered without a specification.",
            names: ["NMAS_AUTHEN", "NMAS_LOGIN", "NMAS-SAMBA-AUTH"]),
    ]

    private static func mechanism(
        _ name: String, _ clause: String, _ purpose: String, example: String? = nil,
        names: [String] = []
    ) -> ReferenceEntry {
        ReferenceEntry(
            name, .mechanism, clause, [purpose], examples: [example ?? "AUTH \(name)"],
            names: names)
    }
}
