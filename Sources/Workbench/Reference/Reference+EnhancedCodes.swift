/// What the reference knows about the last two numbers of an enhanced status code.
struct EnhancedCodeArticle {
    let subject: Int
    let detail: Int
    let meaning: String
    let clause: String

    init(_ subject: Int, _ detail: Int, _ meaning: String, _ clause: String) {
        self.subject = subject
        self.detail = detail
        self.meaning = meaning
        self.clause = clause
    }
}

extension Reference {
    /// The article about `5.7.1`, or about `X.7.1`, which stands for any class.
    static func enhancedStatusCode(_ word: String) -> ReferenceEntry? {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let subject = number(parts[1]), let detail = number(parts[2]),
            let meaning = statusClasses[parts[0].uppercased()]
        else { return nil }
        let about = statusSubjects[subject] ?? "not a registered subject."
        guard
            let article = enhancedCodes.first(where: {
                $0.subject == subject && $0.detail == detail
            })
        else {
            let unknown = "This detail is not registered; a client goes by class and subject."
            return ReferenceEntry(
                word, "RFC 3463 §2", [unknown, digits(parts[0], meaning, subject, about)])
        }
        // The table words detail 0 for refusals; after a success, nothing is wrong.
        let isSuccess = parts[0] == "2" && detail == 0 && subject > 0
        let text = isSuccess ? "Other, or nothing further, \(about)" : article.meaning
        return ReferenceEntry(
            word, article.clause, [text, digits(parts[0], meaning, subject, about)])
    }

    private static func digits(
        _ status: Substring, _ meaning: String, _ subject: Int, _ about: String
    ) -> String {
        "\(status).y.z: \(meaning) x.\(subject).z: \(about)"
    }

    private static func number(_ text: Substring) -> Int? {
        guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39) ~= $0 }),
            text.count == 1 || text.first != "0"
        else { return nil }
        return Int(text)
    }

    private static let statusClasses = [
        "2": "success.", "4": "not now, try again later.", "5": "no, for good.",
        "X": "any class: 2 success, 4 not now, 5 no.",
    ]

    private static let statusSubjects = [
        0: "other, or nothing further.", 1: "about an address.", 2: "about a mailbox.",
        3: "about the destination's mail system.", 4: "about network and routing.",
        5: "about the mail protocol.", 6: "about the content or its format.",
        7: "about security or policy.",
    ]
}
