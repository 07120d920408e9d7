import SMTPScript

/// What a real server said to the client of a script, beside what the script expects and the model said.
package struct AgainstReport: Sendable {
    /// How a reply of the server compares with another.
    package enum Agreement: String, Hashable, Sendable {
        case same, text, code, silent
    }

    /// Something that the client did, and one reply to it.
    package struct Row: Sendable {
        /// What the client did, as it may be shown; empty if it is the same as in the row before.
        package var client: String
        /// What is to be said of it, such as that it was not sent.
        package var note: String?
        /// Whether it was sent as the script has it.
        package var isSent = true
        /// What the script expects.
        package var script: ExpectedReply?
        /// What the server said; nil for nothing.
        package var server: ReceivedReply?
        /// What the model said, and the rule by which.
        package var model: ReceivedReply?
        package var rule: String?
        /// How the server compares with the script, and with the model; nil where there is nothing to compare.
        package var withScript: Agreement?
        package var withModel: Agreement?
    }

    package var rows: [Row] = []
    /// Why the rest was not played.
    package var end: String?
    /// What is to be known about all of it.
    package var remarks: [String] = []

    /// Whether the server did what the script expects, as far as that is compared.
    package func isMet(_ mode: CompareMode) -> Bool {
        end == nil
            && !rows.contains { row in
                switch row.withScript {
                case .code, .silent: true
                case .text: mode == .exact
                case .same, nil: false
                }
            }
    }

    /// How many replies of the server compare so with the model.
    package func count(_ agreement: Agreement) -> Int {
        rows.count { $0.withModel == agreement }
    }
}

extension AgainstReport.Agreement {
    /// How a reply compares with what a script expects.
    init(_ reply: ReceivedReply?, _ expected: ExpectedReply, _ captures: inout [String: String]) {
        guard let reply else {
            self = .silent
            return
        }
        let expectation = expected.expectation
        if case .matched = expectation.match(reply, captures: &captures) {
            self = .same
            return
        }
        var ignored = captures
        let byCode = expectation.match(reply, captures: &ignored, mode: .code)
        self = if case .matched = byCode { .text } else { .code }
    }

    /// How a reply compares with another.
    init(_ reply: ReceivedReply?, _ other: ReceivedReply) {
        guard let reply else {
            self = .silent
            return
        }
        self = reply == other ? .same : reply.code == other.code ? .text : .code
    }
}
