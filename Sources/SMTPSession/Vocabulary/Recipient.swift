import SMTPGrammar

/// What one RCPT command said: a forward path and its parameters.
///
///     C: RCPT TO:<jones@foo.example>
///
/// The path's parts are read as if they were its own: `recipient.mailbox`.
/// - SeeAlso: [RFC 5321 §4.1.1.3](https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.3)
@dynamicMemberLookup
public struct Recipient: Hashable, Sendable {
    /// The forward path.
    public var path: Path
    /// What RCPT said beside it.
    public var parameters: MailParameters {
        get { extra?.first ?? MailParameters() }
        set { extra = newValue == MailParameters() ? nil : [newValue] }
    }

    /// The parameters, out of the way, since there are rarely any and recipients are many.
    private var extra: [MailParameters]?

    /// Whether there is any parameter but SIZE and BODY.
    var hasOthers: Bool { extra?.first?.hasOthers ?? false }

    /// A recipient.
    public init(_ path: Path, _ parameters: MailParameters) {
        self.path = path
        self.parameters = parameters
    }

    /// A recipient without parameters.
    public init(_ path: Path) { self.path = path }

    /// A part of the path, such as `mailbox`.
    public subscript<Part>(dynamicMember part: KeyPath<Path, Part>) -> Part { path[keyPath: part] }
}

extension Recipient: CustomStringConvertible, ExpressibleByStringLiteral {
    /// The path between angle brackets.
    public var description: String { path.description }

    /// A recipient without parameters, by its path with or without angle brackets.
    public init(stringLiteral address: String) { self.init(Path(stringLiteral: address)) }
}

extension Recipient: Codable {
    private enum CodingKeys: String, CodingKey { case path, parameters }

    /// Reads a path, or a path with its parameters.
    public init(from decoder: any Decoder) throws {
        guard let container = try? decoder.container(keyedBy: CodingKeys.self),
            container.contains(.path)
        else {
            self.init(try Path(from: decoder))
            return
        }
        self.init(
            try container.decode(Path.self, forKey: .path),
            try container.decode(MailParameters.self, forKey: .parameters))
    }

    /// Writes the path alone, if that is all there is.
    public func encode(to encoder: any Encoder) throws {
        guard parameters != MailParameters() else { return try path.encode(to: encoder) }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(path, forKey: .path)
        try container.encode(parameters, forKey: .parameters)
    }
}
