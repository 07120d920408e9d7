import OctetText

extension ExportFormat {
    /// Commands of curl, in a shell script.
    static let curl = ExportFormat(
        "curl", "curl commands",
        usage: "sh FILE",
        holds: [.text, .connections, .handshake],
        writesSecrets: false, losses: ShellScript.losses,
        refusal: curlRefusal,
        lines: { conversation, options, warnings in
            let own = "curl says EHLO, and adds SIZE= where the server offers it."
            return ShellScript(conversation, [own] + warnings, program: "curl") {
                connection, transaction in
                ShellScript.Command(
                    words: curlWords(connection, transaction, options),
                    input: transaction.unstuffed ?? [])
            }.lines
        })

    private static func curlRefusal(_ conversation: PlayedConversation) -> String? {
        if let obstacle = Suitability.obstacle(in: conversation, text: \.unstuffed) {
            return obstacle
        }
        for connection in ClientStory(conversation).connections {
            if connection.hello?.verb == "LHLO" { return "curl does not speak LMTP" }
            if connection.transactions.contains(where: { !$0.hasText }) {
                return "a transaction ends before its message text; curl goes on to the end"
            }
        }
        return nil
    }

    private static func curlWords(
        _ connection: ClientStory.Connection, _ transaction: ClientStory.Transaction,
        _ options: ExportOptions
    ) -> [String] {
        let scheme = connection.isSecuredAtOnce ? "smtps" : "smtp"
        let host = options.host.contains(":") ? "[\(options.host)]" : options.host
        let name = connection.hello?.name ?? ""
        let url = "\(scheme)://\(host):\(options.port)/\(percentEncoded(name))"
        var words = ["curl", "--silent --show-error --disable", "--url \(ShellText.word(url))"]
        if connection.isSecured {
            // Nobody vouches for a server under test on this machine.
            words.append("--ssl-reqd" + (options.isNear ? " --insecure" : ""))
        }
        if let mechanism = connection.mechanism {
            words.append("--user \(ShellScript.user):\(ShellScript.password)")
            words.append("--login-options \(ShellText.word("AUTH=\(mechanism)"))")
        }
        words.append("--mail-from \(ShellText.word(transaction.sender.text))")
        words += transaction.recipients.map { "--mail-rcpt \(ShellText.word($0.text))" }
        return words + ["--upload-file -"]
    }

    /// A plain name with what means something in a URL encoded.
    private static func percentEncoded(_ name: String) -> String {
        name.utf8.map { octet in
            let isSpecial = "[]:".utf8.contains(octet)
            return isSpecial ? "%\(octet.hexadecimal)" : String(UnicodeScalar(octet))
        }.joined()
    }
}
