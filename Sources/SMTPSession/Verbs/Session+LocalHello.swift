import SMTPGrammar

// RFC 2033 §4.1: "The HELO and EHLO commands of ESMTP are replaced by the LHLO command. … The LHLO command
// has identical semantics to the EHLO command of ESMTP. … A LMTP server MUST NOT return a Postive
// Completion reply code to these commands. The 500 reply code is recommended."

extension VerbDeclaration {
    static let lhlo = VerbDeclaration(
        .lhlo, "RFC 2033 §4.1", "LHLO client.example",
        "The client of LMTP says who it is, and asks for the extensions.",
        "After the text, each recipient gets a reply of its own.",
        argument: .clientName, replies: "250 with a line for each extension; 504, 550, 502",
        order: [.beforeTLS, .beforeAuthentication, .inLMTP], place: .last)
}
