import SMTPGrammar

// RFC 4405 §4. EHLO: "SUBMITTER". MAIL: "SUBMITTER=" a mailbox in xtext. It is historic.
// §4.2: at the end of the message, "550 5.7.1 Submitter does not match header." or "554 5.7.7 Cannot verify
// submitter address."

extension ExtensionSet {
    /// Who is responsible for a message (RFC 4405).
    public static let submitter = ExtensionSet(rawValue: 1 << 43)
}

extension SMTPExtension {
    static let submitter = SMTPExtension(
        .submitter, "SUBMITTER", "RFC 4405 §4", "Who is responsible for a message.",
        """
        MAIL names who is responsible for the message, as its header says it: the first address of \
        Resent-Sender, Resent-From, Sender and From that is there. The extension is historic.
        """,
        parameters: [
            ESMTPParameter(
                "SUBMITTER", on: .mail, .mailbox, octets: 331, "who is responsible",
                reading: "submitted by <{}>", example: "ann@client.example")
        ],
        isOn: false)
}

extension ParameterCheck {
    /// Unlike AUTH=, SUBMITTER= must name a mailbox.
    static let submitterMailbox = ParameterCheck("SUBMITTER", on: .mail) { context in
        context.value.octets.isEmpty ? .value("a mailbox in xtext") : nil
    }
}

extension HeaderCheck {
    /// RFC 4405 §4.2: who the header says is responsible has to be who MAIL said.
    static let submitterOfHeader = HeaderCheck {
        $0.envelope.parameters["SUBMITTER"] != nil
    } problem: { context in
        guard let found = context.header.responsible else {
            return Refusal(rule: .submitterMissing)
        }
        let said = context.envelope.parameters["SUBMITTER"]?.octets ?? []
        guard found.map(ASCII.lowercased) != said.map(ASCII.lowercased) else { return nil }
        return Refusal(rule: .submitterDiffers)
    }
}
