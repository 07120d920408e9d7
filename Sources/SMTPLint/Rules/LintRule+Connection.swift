import SMTPSession

extension LintRule {
    static let connection: [LintRule] = [
        LintRule(
            .earlyTalk, .error, "the client spoke before the greeting",
            mend: "Wait for the server's 220 before you send anything."),
        LintRule(
            .otherProtocol, .error, "the client speaks another protocol",
            mend: "Check the port and whether TLS begins at once there or after STARTTLS."),
        LintRule(
            .proxyMalformed, .error, "the connection does not begin with a PROXY header",
            mend: "Send the header of the PROXY protocol first, or tell the server to expect "
                + "none."),
        LintRule(
            .noQuit, .warning, "the client hung up without QUIT",
            mend: "Send QUIT and wait for 221 before you close the connection."),
        LintRule(
            .lostInText, .error, "the client hung up in message text",
            mend: "End the text with a lone dot and wait for the reply: until then nothing is "
                + "delivered."),
        LintRule(
            .unfinishedLine, .error, "the client hung up in the middle of a line",
            mend: "End each line with CR LF, and send all that is buffered before you close."),
        LintRule(
            .timeout, .warning, "the client let the server wait until it gave up",
            mend: "Send the next command within five minutes, or QUIT."),
        LintRule(
            .textTimeout, .error, "the client stopped in message text until the server gave up",
            mend: "Have the whole message ready before DATA, and end it with a lone dot."),
        LintRule(
            .tooManyErrors, .error, "the server gave up after so many errors",
            mend: "Stop at the first error that you do not understand; send QUIT."),
        LintRule(
            .tlsDiscarded, .error, "the client sent octets after STARTTLS before the handshake",
            mend: "Send nothing between STARTTLS and the handshake: STARTTLS is the last of its "
                + "group."),
    ]
}
