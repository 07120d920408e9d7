extension Hint {
    /// Every hint; of those that an occasion triggers, the first is given.
    static let all: [Hint] = inText + inResponse + elsewhere + aboutCommands + aboutTranscripts

    /// In message text, where everything is content.
    private static let inText = [
        Hint(
            "text.command", .text, .until(.leaveText),
            trigger: "in message text, a command with one colon: `:can`",
            text: "this is message text; ::{} is the command, a lone dot ends it",
            find: \.commandWithOneColon),
        Hint(
            "text.word", .text, .until(.leaveText),
            trigger: "in message text, a line `help`, `?`, `quit`, `exit`, `undo` or `why`",
            text: "this is message text; ::{} is the command, a lone dot ends it",
            find: \.cryForHelp),
        Hint(
            "text.verb", .text, .until(.leaveText),
            trigger:
                "in message text, a line that looks like an SMTP command: `RCPT TO:<…>`, `QUIT`",
            text:
                "this is message text, not a command; ::can is smtpsim's, a lone dot ends the text",
            find: { $0.looksLikeSMTP ? "" : nil }),
        Hint(
            "text.interrupt", .text, .until(.leaveText), trigger: "in message text, Ctrl-C",
            text: "this is message text; ::can is the command, a lone dot ends it",
            find: { $0.act == .interrupt ? "" : nil }),
    ]

    /// In a SASL exchange, where everything is a response.
    private static let inResponse = [
        Hint(
            "response.command", .response, .until(.leaveResponse),
            trigger: "in a SASL response, a command with one colon: `:can`",
            text: "this was a SASL response; there ::{} is the command, and a lone * cancels",
            find: \.commandWithOneColon),
        Hint(
            "response.word", .response, .until(.leaveResponse),
            trigger: "in a SASL response, a line `help`, `?`, `quit`, `exit`, `undo` or `why`",
            text: "this was a SASL response; there ::{} is the command, and a lone * cancels",
            find: \.cryForHelp),
        Hint(
            "response.verb", .response, .until(.leaveResponse),
            trigger: "in a SASL response, a line that looks like an SMTP command: `MAIL FROM:<…>`",
            text: "this was a SASL response, not a command: it is base64, and a lone * cancels",
            find: { $0.looksLikeSMTP ? "" : nil }),
        Hint(
            "response.interrupt", .response, .until(.leaveResponse),
            trigger: "in a SASL response, Ctrl-C",
            text: "a SASL response is awaited; ::can is the command, a lone * cancels",
            find: { $0.act == .interrupt ? "" : nil }),
    ]

    /// Where the server waits for no line.
    private static let elsewhere = [
        Hint(
            "tls.waiting", .handshake, .until(.handshake),
            trigger: "after STARTTLS, a line that is no command of the prompt",
            text:
                "the server waits for the TLS handshake, which :tls performs; until then it drops "
                + "what comes in the clear",
            find: { $0.act == .line && $0.command == nil ? "" : nil }),
        Hint(
            "closed", .closed, .until(.reconnect),
            trigger: "a line for the server after the connection closed",
            text: ":undo goes back to before the end, :quit leaves",
            find: { $0.act == .line && $0.command == nil ? "" : nil }),
        Hint(
            "line.empty", .anywhere, .once,
            trigger: "Enter alone, where the server waits for no content",
            text: #"Enter alone sends nothing; :send "\r\n" sends an empty line"#,
            find: { $0.act == .idle ? "" : nil }),
    ]

    /// What a client sends, and what a person may have meant.
    private static let aboutCommands = [
        Hint(
            "command.colons", .command, .oncePerFinding,
            trigger: "a command with two colons where one makes a command: `::why`",
            text: "two colons send one; here the command is {}",
            find: \.commandWithTwoColons),
        Hint(
            "command.colon", .command, .oncePerFinding,
            trigger: "a command without a colon: `?`, `help`, `exit`, `quit`, `undo`, `why`",
            text: "{} is smtpsim's command; without the colon the line is the server's",
            find: \.commandWithoutColon),
        Hint(
            "reply.421", .anywhere, .once,
            trigger: "a handler's 421 that does not close the connection",
            text: "421 says that the server closes the connection, but a handler that only replies "
                + "leaves it open; the action close 421 does both",
            find: { $0.hasOpen421 ? "" : nil }),
        Hint(
            "data.refused", .command, .once,
            trigger: "an unknown command after a refused DATA",
            text: "DATA was refused, so the server takes these lines for commands, not for text",
            find: { $0.isUnknown && $0.isAfterRefusedDATA ? "" : nil }),
        Hint(
            "text.ended", .command, .once,
            trigger: "an unknown command after the lone dot: `and more text`",
            text: "the lone dot ended the message text; what follows it is taken for commands",
            find: { $0.isUnknown && $0.isAfterDot && $0.meantVerb == nil ? "" : nil }),
        Hint(
            "base64.second-line", .command, .once,
            trigger: "base64 after a SASL response or AUTH: a second line of it",
            text: "a SASL response is one line, however long; this looks like the rest of one",
            find: { $0.isUnknown && $0.isMoreBase64 ? "" : nil }),
        Hint(
            "hello.alone", .command, .oncePerFinding, trigger: "`EHLO` or `HELO` alone",
            text: "the client says its name: {}", find: \.helloAlone),
        Hint(
            "recipient.two", .command, .once,
            trigger: "several addresses in one command: `RCPT TO:<a>,<b>`",
            text: "one recipient a command: send RCPT once for each",
            find: { $0.isRefused && $0.hasSeveralRecipients ? "" : nil }),
    ]

    /// What is no command at all.
    private static let aboutTranscripts = [
        Hint(
            "server.line", .anywhere, .once,
            trigger: "a server's line: `220 mx.example ESMTP`, `250-SIZE`",
            text: "with S: before it, it is compared with what the server said",
            find: { $0.act == .server ? "" : nil }),
        Hint(
            "transcript.line", .command, .oncePerFinding,
            trigger: "a line of another program's transcript: ` -> EHLO mx`, `> MAIL FROM:<…>`",
            text: "this looks like {}: paste all of it at once, or :open a file with it",
            find: { $0.isUnknown ? $0.foreignFormat : nil }),
        Hint(
            "sentence", .command, .once,
            trigger: "a sentence, or words in another script than ASCII",
            text:
                "the server knows only commands; :can lists what you can send, :help what you can do",
            find: { $0.isUnknown && $0.isSentence ? "" : nil }),
        Hint(
            "verb.mistyped", .command, .oncePerFinding,
            trigger: "a mistyped verb: `RCTP`, `MAILFROM:`, `hello`", text: "did you mean {}?",
            find: { $0.isUnknown ? $0.meantVerb : nil }),
    ]
}
