import SMTPGrammar

extension Rule {
    var entry: RuleEntry { RuleEntry.catalogue[Int(rawValue)] }
    var status: RuleEntry.Status { RuleEntry.catalogue[Int(rawValue)].status }

    /// The name that traces and scripts use, `order.hello-first`: its topic, a dot, and what it says.
    public var id: String { entry.id.description }

    /// The rule of that name, such as `order.hello-first`, or nil.
    public init?(id: String) {
        guard let rule = Rule.allCases.first(where: { $0.id == id }) else { return nil }
        self = rule
    }

    /// The reply code that it gives.
    public var code: UInt16 { status.code }

    /// The enhanced status code that it gives; nil where RFC 2034 wants none.
    public var enhanced: EnhancedStatusCode? { status.enhanced }

    /// The reply's text without codes, one line for a sentence in the trace.
    public var text: StaticString { entry.text }

    /// The clause that decides, `RFC 5321 §4.1.4`; two where two bear on it, `RFC 5321 §2.4, §4.1.2`.
    public var clause: String {
        let other = "\(entry.otherSection)"
        return "RFC \(entry.rfc) §\(entry.section)" + (other.isEmpty ? "" : ", §\(other)")
    }

    /// Where to read the clause, or the first of two.
    public var link: String {
        "https://www.rfc-editor.org/rfc/rfc\(entry.rfc)#section-\(entry.section)"
    }

    /// A paragraph for a person who learns SMTP.
    public var explanation: String { entry.explanation.description }

    /// Whether the configuration can let this departure pass with a note.
    public var isTolerable: Bool { entry.isTolerable }
}

extension Rule: Codable {
    /// Reads a rule by its id, which the catalogue must have.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let id = try container.decode(String.self)
        guard let rule = Rule(id: id) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "There is no rule \(id).")
        }
        self = rule
    }

    /// Writes a rule as its id, which stays when the catalogue grows.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(id)
    }
}
