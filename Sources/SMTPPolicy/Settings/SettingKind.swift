import SMTPSession

/// The values a setting takes, and where it is kept in a configuration.
enum SettingKind: Sendable {
    typealias Place<Value> = any WritableKeyPath<Configuration, Value> & Sendable

    /// Printable text without a line end, of at most this many octets.
    case text(Place<String>, Int)
    /// A domain or an address literal.
    case domain(Place<String>)
    /// A whole number within bounds.
    case count(Place<Int>, ClosedRange<Int>)
    /// A whole number within bounds; `off` is `Limits.unlimited`.
    case limit(Place<Int>, ClosedRange<Int>)
    /// A number of octets; `off` is 0, no limit.
    case octets(Place<UInt64>)
    /// A number within bounds; `off` is 0, no limit.
    case countOrOff(Place<Int>, ClosedRange<Int>)
    /// A duration; `off` is 0, forever.
    case duration(Place<UInt64>)
    /// `on` or `off`.
    case toggle(Place<Bool>)
    /// Whether an extension is offered.
    case offers(SMTPExtension)
    /// Whether a departure is tolerated, with a note.
    case tolerates(Rule)
    /// Whether a departure is refused: the opposite.
    case rejects(Rule)
    /// Names of SASL mechanisms, separated by commas.
    case mechanisms
    /// Verbs, separated by commas.
    case verbs
}

extension SettingKind {
    /// The values it takes, for a person.
    var values: String {
        switch self {
        case .text: "text"
        case .domain: "a domain, or an address literal such as [192.0.2.1]"
        case .count(_, let bounds), .limit(_, let bounds):
            "\(bounds.lowerBound) to \(bounds.upperBound)"
        case .countOrOff(_, let bounds): "1 to \(bounds.upperBound), or off"
        case .octets: "octets, or off"
        case .duration: "a duration such as 5m, 90s or 250ms, or off"
        case .toggle, .offers, .tolerates, .rejects: "on or off"
        case .mechanisms: "names separated by commas, or none"
        case .verbs: "verbs separated by commas, or none"
        }
    }

    /// Values that a prompt can complete; empty if there are too many.
    var choices: [String] {
        switch self {
        case .toggle, .offers, .tolerates, .rejects: ["on", "off"]
        case .limit, .octets, .countOrOff, .duration: ["off"]
        case .mechanisms, .verbs: ["none"]
        case .text, .domain, .count: []
        }
    }
}
