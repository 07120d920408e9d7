import OctetText
import SMTPGrammar
import SMTPSession

extension Hook {
    /// What a word that is no hook was most likely to mean: `recipient` of `rcpt`, `verb QUIT` of `quit`.
    ///
    /// Nil if nothing is near.
    package static func meant(by word: String) -> String? {
        let word = word.lowercased()
        if let hook = protocolWords[word] { return hook.rawValue }
        if let verb = Verb(word.uppercased()) { return "\(Hook.verb.rawValue) \(verb.name)" }
        return nearestName(to: word, among: allCases.map(\.rawValue))
    }

    /// Words of the protocol for what a hook decides.
    private static let protocolWords: [String: Hook] = [
        "banner": .connect, "client": .connect, "connection": .connect, "greeting": .connect,
        "ip": .connect, "helo": .hello, "ehlo": .hello, "lhlo": .hello, "extensions": .capabilities,
        "keywords": .capabilities, "command": .verb, "commands": .verb, "mail": .sender,
        "from": .sender, "return-path": .sender, "rcpt": .recipient, "to": .recipient,
        "mailbox": .recipient, "354": .data, "bdat": .data, "body": .message, "text": .message,
        "content": .message, "size": .message, "login": .auth, "plain": .auth, "user": .auth,
        "password": .auth, "authenticate": .auth, "starttls": .tls, "ssl": .tls, "vrfy": .verify,
        "expn": .expand, "list": .expand,
    ]
}
