/// What EHLO lists, given the mechanisms after AUTH: with STARTTLS and without, put together once.
struct ListedKeywords: Hashable, Sendable {
    let mechanisms: [String]
    private let withoutTLS: [[UInt8]]
    private let withTLS: [[UInt8]]

    init(_ mechanisms: [String]) {
        self.mechanisms = mechanisms
        let first = Array("PIPELINING".utf8)
        let last =
            mechanisms.isEmpty ? [] : [Array("AUTH \(mechanisms.joined(separator: " "))".utf8)]
        withoutTLS = [first] + last
        withTLS = [first, Array("STARTTLS".utf8)] + last
    }

    /// The lines of the reply after the first.
    func lines(offersTLS: Bool) -> [[UInt8]] { offersTLS ? withTLS : withoutTLS }
}

// The mechanisms say all of it.
extension ListedKeywords: Codable {
    init(from decoder: any Decoder) throws { self.init(try [String](from: decoder)) }

    func encode(to encoder: any Encoder) throws { try mechanisms.encode(to: encoder) }
}
