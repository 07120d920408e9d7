import SMTPSession

/// What a handler can count apart: `per client sender recipient`.
public struct HandlerKeys: OptionSet, Hashable, Sendable {
    /// One bit for each key.
    public let rawValue: UInt8

    /// Keys from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The client's address.
    public static let client = HandlerKeys(rawValue: 1 << 0)
    /// The reverse path of the mail transaction.
    public static let sender = HandlerKeys(rawValue: 1 << 1)
    /// The forward path that is asked about.
    public static let recipient = HandlerKeys(rawValue: 1 << 2)

    /// The words, in the order in which they are printed.
    static let words: [(word: String, key: HandlerKeys)] = [
        ("client", .client), ("sender", .sender), ("recipient", .recipient),
    ]

    /// The keys that questions of a kind have; all of them if it is nil.
    package static func all(for hook: Hook?) -> [String] {
        words.filter { hook.map($0.key.suits) ?? true }.map(\.word)
    }

    /// The key of that name, in lower case.
    init?(word: String) {
        guard let key = HandlerKeys.words.first(where: { $0.word == word })?.key else { return nil }
        self = key
    }

    /// Whether a question of that kind has a value for it.
    private func suits(_ hook: Hook) -> Bool {
        switch hook {
        case .recipient, .delivery: true
        case .sender, .data, .message: self != .recipient
        case .connect, .hello, .capabilities, .verb, .auth, .tls, .verify, .expand, .burl, .etrn,
            .atrn,
            .turned,
            .unknown:
            self == .client
        }
    }
}

extension HandlerKeys: CustomStringConvertible {
    /// The keys as written in a handler; empty if there are none.
    public var description: String {
        let words = HandlerKeys.words.filter { contains($0.key) }.map(\.word)
        return words.isEmpty ? "" : "per " + words.joined(separator: " ")
    }
}
