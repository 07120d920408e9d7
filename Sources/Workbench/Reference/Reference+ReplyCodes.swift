/// What the reference knows about a reply code.
struct ReplyCodeArticle {
    let code: Int
    let clause: String
    let meaning: String
    let advice: String

    init(_ code: Int, _ clause: String, _ meaning: String, _ advice: String = "") {
        self.code = code
        self.clause = clause
        self.meaning = meaning
        self.advice = advice
    }
}

extension Reference {
    /// The article about a reply code: its defined meaning, or what its digits say.
    static func replyCode(_ word: String) -> ReferenceEntry? {
        guard word.utf8.count == 3, let code = Int(word), word.utf8.allSatisfy({ $0 < 0x3A }),
            (200..<600).contains(code)
        else { return nil }
        guard let article = replyCodes.first(where: { $0.code == code }) else {
            let unknown =
                "No document that smtpsim knows defines this code. A client then goes by its "
                + "first digit."
            return ReferenceEntry(word, "RFC 5321 §4.2.1", [unknown, digits(of: code)])
        }
        let paragraphs = [article.meaning, article.advice, digits(of: code)]
        return ReferenceEntry(word, article.clause, paragraphs.filter { !$0.isEmpty })
    }

    /// What the first two digits mean (RFC 5321 §4.2.1).
    private static func digits(of code: Int) -> String {
        "\(code / 100)yz: \(classes[code / 100] ?? "not a class of SMTP replies.") "
            + "x\(code / 10 % 10)z: \(subjects[code / 10 % 10] ?? "no defined meaning.")"
    }

    private static let classes = [
        2: "done; the command succeeded.",
        3: "go on; the server waits for more.",
        4: "not now; the same command may succeed later, so try again.",
        5: "no; the same command will fail again.",
    ]

    private static let subjects = [
        0: "about syntax.",
        1: "information that was asked for.",
        2: "about the connection.",
        5: "about the mail system and the requested transfer.",
    ]
}
