import SMTPGrammar

// RFC 3885 §3.1. EHLO: "MTRK". MAIL: "MTRK=" base64 of a SHA-1, without padding [":" 1*9DIGIT]; adds 40
// octets, of which the grammar needs 43. §2 no. 4: ENVID and ORCPT of DSN belong to it as well. §3.2: ENVID
// must be there, local "@" host.

extension ExtensionSet {
    /// Messages that can be tracked (RFC 3885).
    public static let messageTracking = ExtensionSet(rawValue: 1 << 40)
}

extension SMTPExtension {
    static let messageTracking = SMTPExtension(
        .messageTracking, "MTRK", "RFC 3885 §3", "Messages that can be tracked.",
        """
        The client leaves the hash of a secret with the server; who shows the secret later may ask \
        what became of the message. The message needs a name that is never used again: ENVID, as in \
        DSN.
        """,
        parameters: [
            ESMTPParameter(
                "MTRK", on: .mail,
                .grammar(
                    .sequence([
                        .octets("A-Za-z0-9+/", 27...27, named: "base64 without padding"),
                        .optional(.sequence([.text(":"), .digits(1...9)])),
                    ])),
                octets: 43, "the hash of the tracker's secret, and seconds to keep it",
                reading: "tracked by {}", example: "2jmj7l5rSw0yVb/vlWAYkK/YBwk"),
            envelopeIdentifier, originalRecipient,
        ],
        isOn: false)
}

extension ParameterCheck {
    static let trackingName = ParameterCheck("MTRK", on: .mail) { context in
        let name = context.parameters["ENVID"]?.octets ?? []
        let parts = name.split(separator: ASCII.atSign, omittingEmptySubsequences: false)
        let isName = parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
        return isName ? nil : .value("ENVID=local@host beside it")
    }
}
