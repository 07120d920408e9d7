import SMTPGrammar

// RFC 8689 §2. EHLO: "REQUIRETLS", inside TLS only. MAIL: "REQUIRETLS", without a value; adds 11 octets.

extension ExtensionSet {
    /// TLS required on the whole way (RFC 8689).
    public static let requireTLS = ExtensionSet(rawValue: 1 << 33)
}

extension SMTPExtension {
    static let requireTLS = SMTPExtension(
        .requireTLS, "REQUIRETLS", "RFC 8689 §2", "TLS required on the whole way.",
        """
        The sender would rather have the message returned than sent on without TLS. It can ask for \
        that inside TLS only.
        """,
        moment: .insideTLS,
        parameters: [
            ESMTPParameter(
                "REQUIRETLS", on: .mail, .flag, octets: 11, "never to be sent on without TLS",
                reading: "requires TLS on the whole way")
        ],
        isOn: false)
}

extension ParameterCheck {
    /// The session has to be inside TLS.
    ///
    /// RFC 8689 §2: "The session itself MUST employ TLS transmission." §5: "If both RET=FULL and REQUIRETLS
    /// are present, the RET=FULL MUST be disregarded."
    static let requireTLSInClear = ParameterCheck("REQUIRETLS", on: .mail) { context in
        context.isSecured ? nil : Refusal(rule: .requireTLSInClear)
    } note: { context in
        let isFull = context.parameters["RET"]?.octets == Array("FULL".utf8)
        return isFull ? .fullReturn : nil
    }
}
