extension ExportFormat {
    /// Commands of swaks, in a shell script.
    static let swaks = ExportFormat(
        "swaks", "swaks commands",
        usage: "sh FILE",
        holds: [.text, .connections, .handshake],
        writesSecrets: false, losses: ShellScript.losses,
        refusal: { Suitability.obstacle(in: $0, text: \.stuffed) },
        lines: { conversation, options, warnings in
            ShellScript(conversation, warnings, program: "swaks") { connection, transaction in
                ShellScript.Command(
                    words: swaksWords(connection, transaction, options),
                    // swaks adds the last line end.
                    input: transaction.stuffed.map { Array($0.dropLast(2)) })
            }.lines
        })

    private static func swaksWords(
        _ connection: ClientStory.Connection, _ transaction: ClientStory.Transaction,
        _ options: ExportOptions
    ) -> [String] {
        let hello = connection.hello ?? ("EHLO", "")
        let address = { (text: String) in text.isEmpty ? "<>" : text }
        var words = [
            "swaks", "--server \(ShellText.word(options.host))", "--port \(options.port)",
            "--protocol \(protocols[hello.verb] ?? "ESMTP")",
            "--helo \(ShellText.word(hello.name))",
        ]
        if connection.isSecured {
            words.append(connection.isSecuredAtOnce ? "--tls-on-connect" : "--tls")
        }
        if let mechanism = connection.mechanism {
            words.append("--auth \(ShellText.word(mechanism))")
            words += ["--auth-user \(ShellScript.user)", "--auth-password \(ShellScript.password)"]
        }
        words.append("--from \(ShellText.word(address(transaction.sender.text)))")
        let recipients = transaction.recipients.map { address($0.text) }.joined(separator: ",")
        words.append("--to \(ShellText.word(recipients))")
        words.append(
            transaction.hasText ? "--no-data-fixup --data -" : "--quit-after RCPT")
        return words
    }

    private static let protocols = ["EHLO": "ESMTP", "HELO": "SMTP", "LHLO": "LMTP"]
}
