extension Reference {
    /// The article about a reply code: its defined meaning, or what its digits say.
    static func replyCode(_ word: String) -> ReferenceEntry? {
        guard word.utf8.count == 3, let code = Int(word), word.utf8.allSatisfy({ $0 < 0x3A }),
            (200..<600).contains(code)
        else { return nil }
        // What the first two digits mean (RFC 5321 §4.2.1).
        let digits =
            "\(code / 100)yz: \(classes[code / 100] ?? "not a class of SMTP replies.") "
            + "x\(code / 10 % 10)z: \(subjects[code / 10 % 10] ?? "no defined meaning.")"
        guard let article = replyCodes.first(where: { $0.title == word }) else {
            let unknown =
                "No document that smtpsim knows defines this code. A client then goes by its "
                + "first digit."
            return ReferenceEntry(word, .code, "RFC 5321 §4.2.1", [unknown, digits])
        }
        return ReferenceEntry(word, .code, article.clause, article.paragraphs + [digits])
    }

    private static let classes = [
        2: "done; the command succeeded.", 3: "go on; the server waits for more.",
        4: "not now; the same command may succeed later, so try again.",
        5: "no; the same command will fail again.",
    ]

    private static let subjects = [
        0: "about syntax.", 1: "information that was asked for.", 2: "about the connection.",
        5: "about the mail system and the requested transfer.",
    ]

    /// The article about `5.7.1`, or about `X.7.1`, which stands for any class.
    static func enhancedStatusCode(_ word: String) -> ReferenceEntry? {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let subject = number(parts[1]), let detail = number(parts[2]),
            let meaning = statusClasses[parts[0].uppercased()]
        else { return nil }
        let about = statusSubjects[subject] ?? "not a registered subject."
        let digits = "\(parts[0]).y.z: \(meaning) x.\(subject).z: \(about)"
        guard let article = enhancedCodes.first(where: { $0.title == "\(subject).\(detail)" })
        else {
            let unknown = "This detail is not registered; a client goes by class and subject."
            return ReferenceEntry(word, .code, "RFC 3463 §2", [unknown, digits])
        }
        // The table words detail 0 for refusals; after a success, nothing is wrong.
        let isSuccess = parts[0] == "2" && detail == 0 && subject > 0
        let text = isSuccess ? ["Other, or nothing further, \(about)"] : article.paragraphs
        return ReferenceEntry(word, .code, article.clause, text + [digits])
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
