/// Why a program that hands over messages in its own way cannot repeat a conversation.
enum Suitability {
    /// A phrase for the first thing that is in the way; nil if nothing is.
    static func obstacle(
        in conversation: PlayedConversation, text: (ClientStory.Transaction) -> [UInt8]?
    ) -> String? {
        let connections = ClientStory(conversation).connections
        guard connections.contains(where: { !$0.transactions.isEmpty }) else {
            return "it hands over no message: no MAIL is in it"
        }
        for connection in connections {
            if let obstacle = obstacle(in: connection, text: text) { return obstacle }
        }
        return nil
    }

    private static func obstacle(
        in connection: ClientStory.Connection, text: (ClientStory.Transaction) -> [UInt8]?
    ) -> String? {
        guard let hello = connection.hello else {
            return connection.transactions.isEmpty ? nil : "the client does not say EHLO or HELO"
        }
        guard isPlainName(hello.name) else {
            return "the name after \(hello.verb) could be taken for something else"
        }
        if let mechanism = connection.mechanism, !isPlainName(mechanism) {
            return "the mechanism of AUTH could be taken for something else"
        }
        for transaction in connection.transactions {
            if let obstacle = obstacle(in: transaction, text: text) { return obstacle }
        }
        return nil
    }

    private static func obstacle(
        in transaction: ClientStory.Transaction, text: (ClientStory.Transaction) -> [UInt8]?
    ) -> String? {
        for argument in [transaction.sender] + transaction.recipients where !argument.isPlain {
            let shown = CommentText.clipped(String(decoding: argument.address, as: UTF8.self))
            return "the address `\(shown)` could be taken for something else"
        }
        if transaction.recipients.isEmpty { return "a transaction has no recipient" }
        if transaction.hasText, text(transaction) == nil {
            return "the message text has no end, or its dots are not stuffed"
        }
        return nil
    }

    private static func isPlainName(_ name: String) -> Bool {
        let isPlain = name.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"):
                true
            default: false
            }
        }
        return isPlain && !name.isEmpty && !name.hasPrefix("-")
    }
}
