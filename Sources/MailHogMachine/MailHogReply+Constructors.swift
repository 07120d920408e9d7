extension MailHogReply {
    /// `220`, the greeting; without an ident, the line ends in a space.
    public static func ident(hostname: String, ident: String) -> MailHogReply {
        MailHogReply(220, ["\(hostname) \(ident)"])
    }

    /// `220 Ready to start TLS`; `done` is called once the reply is on its way.
    public static func readyToStartTLS(done: (() -> Void)? = nil) -> MailHogReply {
        MailHogReply(220, ["Ready to start TLS"], done: done)
    }

    /// `221 Bye`, the only reply after which the connection should be closed.
    public static func bye() -> MailHogReply { MailHogReply(221, ["Bye"]) }

    /// `235 Authentication successful`.
    public static func authenticationOk() -> MailHogReply {
        MailHogReply(235, ["Authentication successful"])
    }

    /// `250` with texts, or `250 Ok`.
    public static func ok(_ texts: String...) -> MailHogReply {
        MailHogReply(250, texts.isEmpty ? ["Ok"] : texts)
    }

    /// `250 Sender … ok`.
    public static func senderOk(_ sender: [UInt8]) -> MailHogReply {
        MailHogReply(250, texts: [Array("Sender ".utf8) + sender + Array(" ok".utf8)])
    }

    /// `250 Recipient … ok`.
    public static func recipientOk(_ recipient: [UInt8]) -> MailHogReply {
        MailHogReply(250, texts: [Array("Recipient ".utf8) + recipient + Array(" ok".utf8)])
    }

    /// `334` with a challenge in base64; if empty, the line ends in a space.
    public static func authenticationResponse(_ challenge: String) -> MailHogReply {
        MailHogReply(334, [challenge])
    }

    /// `354`, which asks for the message text.
    public static func dataResponse() -> MailHogReply {
        MailHogReply(354, ["End data with <CR><LF>.<CR><LF>"])
    }
}

extension MailHogReply {
    /// `452` with a reason.
    public static func storageFailed(_ reason: String) -> MailHogReply {
        MailHogReply(452, [reason])
    }

    /// `500 Unrecognised command`.
    public static func unrecognisedCommand() -> MailHogReply {
        MailHogReply(500, ["Unrecognised command"])
    }

    /// `500 Line too long`.
    public static func lineTooLong() -> MailHogReply { MailHogReply(500, ["Line too long"]) }

    /// `501 Syntax error`, with what is wrong in parentheses, unless empty.
    public static func syntaxError(_ detail: String = "") -> MailHogReply {
        MailHogReply(501, [detail.isEmpty ? "Syntax error" : "Syntax error (\(detail))"])
    }

    /// `504 Unsupported authentication mechanism`.
    public static func unsupportedAuthentication() -> MailHogReply {
        MailHogReply(504, ["Unsupported authentication mechanism"])
    }

    /// `530 Must issue a STARTTLS command first`.
    public static func mustIssueSTARTTLSFirst() -> MailHogReply {
        MailHogReply(530, ["Must issue a STARTTLS command first"])
    }

    /// `535 Authentication credentials invalid`; only a handler gives it.
    public static func invalidAuthentication() -> MailHogReply {
        MailHogReply(535, ["Authentication credentials invalid"])
    }

    /// `550` with what is wrong.
    public static func error(_ text: String) -> MailHogReply { MailHogReply(550, [text]) }

    /// `552 Too many recipients`.
    public static func tooManyRecipients() -> MailHogReply {
        MailHogReply(552, ["Too many recipients"])
    }

    /// `550` with what is wrong and the path in question.
    static func error(_ text: String, _ path: [UInt8]) -> MailHogReply {
        MailHogReply(550, texts: [Array(text.utf8) + path])
    }
}
