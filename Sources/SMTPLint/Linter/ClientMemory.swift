import SMTPGrammar
import SMTPSession

/// What a client was told, and when: what it did is judged by what it could know.
///
/// A *group* is what came in one write, or was sent before any reply to it. A client knows the replies to earlier
/// groups only.
struct ClientMemory: Sendable {
    /// The number of the present group.
    private(set) var group = 0
    /// The group in which the last command that others build on was refused; -1 for none.
    var refusalGroup = -1
    /// The group in which 421 was said first.
    var closingGroup = Int.max
    /// The group in which the server said that it takes no more recipients of the transaction.
    var fullGroup = Int.max
    /// The group that EHLO came in, and the lines of the reply to it.
    var hello = (group: -1, lines: 0)
    /// What the reply to EHLO listed; nil where that is not known.
    var offer: ClientOffer?
    /// Whether TLS is active.
    var isSecured = false
    /// Whether EHLO or LHLO was sent.
    var hasTriedExtendedHello = false
    /// MAIL, RCPT and DATA since the last reset.
    var mail: [UInt8] = []
    var lastRecipient: [UInt8] = []
    var recipients = 0
    /// Transactions that were begun.
    var transactions = 0
    /// How often EHLO, STARTTLS or AUTH changed what the server may say to the same command.
    var standing: UInt64 = 0
    /// Requests that were refused for good, and the group that was in; a few.
    private var refused: [(key: UInt64, group: Int)] = []

    /// Another write begins.
    mutating func beginGroup() { group += 1 }

    /// Whether the client could know what was said in a group.
    func knows(_ other: Int) -> Bool { other < group }

    /// Remembers a request that was refused for good.
    mutating func refuse(_ key: UInt64) {
        guard refused.count < ClientMemory.mostRefused else { return }
        refused.append((key, group))
    }

    /// Whether the client could know that a request was refused for good.
    ///
    /// The key is made only if there is something to compare it with.
    func wasRefused(_ key: () -> UInt64) -> Bool {
        guard !refused.isEmpty else { return false }
        let key = key()
        return refused.contains { $0.key == key && knows($0.group) }
    }

    private static let mostRefused = 64

    /// MAIL was taken.
    mutating func beginTransaction(_ line: [UInt8]) {
        mail = line
        lastRecipient = []
        recipients = 0
        fullGroup = .max
        transactions += 1
    }
}

/// A request as a number: the same line in the same circumstances has the same one.
struct RequestKey {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ octets: [UInt8]) {
        for octet in octets { add(UInt64(octet)) }
        add(256)
    }

    mutating func add(_ number: UInt64) { value = (value ^ number) &* 0x100_0000_01B3 }
}
