import OctetText
import SMTPGrammar
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
    /// A value of an extension.
    case value(ExtensionSetting)
    /// Whether a departure is tolerated, with a note.
    case tolerates(Rule)
    /// Whether a departure is refused: the opposite.
    case rejects(Rule)
    /// Names of SASL mechanisms, separated by commas.
    case mechanisms
    /// Verbs, separated by commas.
    case verbs
    /// What EHLO lists.
    case list(ListSetting)
    /// How a rule's reply is worded.
    case wording(Rule)
    /// One of some words.
    case choice(ChoiceSetting)
    /// Ids of rules, separated by commas.
    case rules(Place<[Rule]>)
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
        case .value(let setting): SettingKind.values(of: setting.form)
        case .mechanisms: "names separated by commas, all or none"
        case .verbs: "verbs separated by commas, or none"
        case .list(let list): list.values
        case .wording: "[CODE [X.Y.Z]] TEXT, or usual"
        case .choice(let choice): choice.words.joined(separator: ", ")
        case .rules: "ids of rules separated by commas, or none"
        }
    }

    /// Values that a prompt can complete; empty if there are too many.
    var choices: [String] {
        switch self {
        case .toggle, .offers, .tolerates, .rejects: ["on", "off"]
        case .limit, .octets, .countOrOff, .duration: ["off"]
        case .mechanisms, .list(.extensions): ["all", "none"]
        case .verbs, .rules, .list: ["none"]
        case .value(let setting): SettingKind.choices(of: setting.form)
        case .wording: ["usual"]
        case .choice(let choice): choice.words
        case .text, .domain, .count: []
        }
    }

    /// The value in a configuration, in the form that `set` takes.
    func get(_ configuration: Configuration) -> String {
        switch self {
        case .text(let place, _), .domain(let place): configuration[keyPath: place]
        case .count(let place, _): "\(configuration[keyPath: place])"
        case .limit(let place, _): SettingKind.orOff(limit: configuration[keyPath: place])
        case .countOrOff(let place, _): SettingKind.orOff(UInt64(configuration[keyPath: place]))
        case .octets(let place): SettingKind.orOff(configuration[keyPath: place])
        case .duration(let place): SettingKind.duration(configuration[keyPath: place])
        case .toggle(let place): SettingKind.onOff(configuration[keyPath: place])
        case .offers(let known): SettingKind.onOff(known.isOn(in: configuration))
        case .value(let setting): SettingKind.text(of: setting, in: configuration)
        case .tolerates(let rule): SettingKind.onOff(configuration.tolerated.contains(rule))
        case .rejects(let rule): SettingKind.onOff(!configuration.tolerated.contains(rule))
        case .mechanisms: SettingKind.list(configuration.mechanisms.map(\.name))
        case .verbs: SettingKind.list(configuration.disabledVerbs.sorted())
        case .list(let list): list.get(configuration)
        case .wording(let rule): WordingSetting.get(rule, configuration)
        case .choice(let choice): choice.get(configuration)
        case .rules(let place): SettingKind.list(configuration[keyPath: place].map(\.id))
        }
    }

    /// Sets the value, or throws what is wrong with it.
    func set(_ configuration: inout Configuration, _ text: String) throws(ValueFault) {
        switch self {
        case .text(let place, let limit):
            let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
            guard isPlain, text.utf8.count <= limit else {
                throw ValueFault(expected: "printable ASCII, at most \(limit) characters")
            }
            configuration[keyPath: place] = text
        case .domain(let place):
            guard SettingKind.isDomain(text) else { throw ValueFault(expected: values) }
            configuration[keyPath: place] = text
        case .count(let place, let bounds):
            guard let count = Int(text), bounds.contains(count) else {
                throw ValueFault(expected: values)
            }
            configuration[keyPath: place] = count
        case .limit(let place, let bounds):
            let count = text.lowercased() == "off" ? Limits.unlimited : Int(text)
            guard let count, bounds.contains(count) || count == Limits.unlimited else {
                throw ValueFault(expected: values)
            }
            configuration[keyPath: place] = count
        case .countOrOff(let place, let bounds):
            guard let count = SettingKind.number(text).flatMap(Int.init(exactly:)),
                bounds.contains(count)
            else { throw ValueFault(expected: values) }
            configuration[keyPath: place] = count
        case .octets(let place):
            guard let octets = SettingKind.number(text) else { throw ValueFault(expected: values) }
            configuration[keyPath: place] = octets
        case .duration(let place):
            let isOff = text.lowercased() == "off"
            guard let duration = isOff ? 0 : DurationText.parse(text) else {
                throw ValueFault(expected: values)
            }
            configuration[keyPath: place] = duration
        case .toggle(let place): configuration[keyPath: place] = try SettingKind.bool(text)
        case .offers(let known):
            known.turn(on: try SettingKind.bool(text), in: &configuration)
        case .value(let setting):
            guard let value = setting.value(text) else { throw ValueFault(expected: values) }
            configuration.extensionValues[setting.name] = value == setting.initial ? nil : value
        case .tolerates(let rule): configuration.tolerate(rule, try SettingKind.bool(text))
        case .rejects(let rule): configuration.tolerate(rule, try !SettingKind.bool(text))
        case .mechanisms: configuration.mechanisms = try SettingKind.mechanisms(text)
        case .verbs: configuration.disabledVerbs = try SettingKind.verbs(text)
        case .list(let list): try list.set(&configuration, text)
        case .wording(let rule): try WordingSetting.set(rule, &configuration, text)
        case .choice(let choice): try choice.set(&configuration, text)
        case .rules(let place): configuration[keyPath: place] = try SettingKind.rules(text)
        }
    }

    /// What a value should have been.
    struct ValueFault: Error {
        let expected: String
        var suggestion: String?
    }
}

extension SettingKind {
    private static func isDomain(_ text: String) -> Bool {
        let octets = Array(text.utf8)
        var reader = DomainReader()
        let end = try? reader.read(octets.span, from: 0)
        return end == octets.count && octets.count <= 255
    }

    private static func values(of form: ExtensionSetting.Form) -> String {
        switch form {
        case .number(let range): "\(range.lowerBound) to \(range.upperBound), or off"
        case .oneOf(let words): words.joined(separator: ", ")
        case .text(let limit): "printable ASCII, at most \(limit) characters"
        case .dateTime(let words):
            (["a date with a time such as 2030-01-31T12:00:00Z"] + words + ["off"])
                .joined(separator: ", ")
        }
    }

    private static func choices(of form: ExtensionSetting.Form) -> [String] {
        switch form {
        case .number: ["off"]
        case .oneOf(let words): words
        case .text: []
        case .dateTime(let words): words + ["off"]
        }
    }

    private static func text(
        of setting: ExtensionSetting, in configuration: Configuration
    ) -> String {
        let value = configuration.value(of: setting)
        guard value.isEmpty else { return value }
        return switch setting.form {
        case .number, .dateTime: "off"
        case .oneOf, .text: ""
        }
    }

    private static func onOff(_ value: Bool) -> String { value ? "on" : "off" }

    private static func orOff(_ value: UInt64) -> String { value == 0 ? "off" : "\(value)" }

    private static func orOff(limit: Int) -> String {
        limit < Limits.unlimited ? "\(limit)" : "off"
    }

    private static func duration(_ value: UInt64) -> String {
        value == 0 ? "off" : DurationText.print(value)
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.joined(separator: ",")
    }

    private static func number(_ text: String) -> UInt64? {
        text.lowercased() == "off" ? 0 : UInt64(text)
    }

    private static func bool(_ text: String) throws(ValueFault) -> Bool {
        switch text.lowercased() {
        case "on", "true", "yes": return true
        case "off", "false", "no": return false
        default: throw ValueFault(expected: "on or off")
        }
    }

    private static func names(_ text: String) -> [String] {
        guard text.lowercased() != "none" else { return [] }
        return text.uppercased().split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
    }

    /// A mechanism that is not known here can be played by rules or by a person, so any well-formed
    /// name is taken (RFC 4422 §3.1: 1 to 20 of letters, digits, hyphen and underscore), but not
    /// one that is almost that of a known mechanism.
    private static func mechanisms(
        _ text: String
    ) throws(ValueFault) -> [OfferedMechanism] {
        guard text.lowercased() != "all" else { return OfferedMechanism.known }
        let known = OfferedMechanism.known.map(\.name)
        let names = names(text)
        for name in names where !known.contains(name) {
            let suggestion = nearestName(to: name, among: known)
            let isWellFormed =
                (1...20).contains(name.utf8.count)
                && name.utf8.allSatisfy {
                    ASCIISet.letterDigitHyphen.contains($0) || $0 == UInt8(ascii: "_")
                }
            guard isWellFormed, suggestion == nil else {
                throw ValueFault(
                    expected:
                        "mechanisms separated by commas, such as \(known.joined(separator: ","))",
                    suggestion: suggestion)
            }
        }
        return names.map { OfferedMechanism($0) }
    }

    private static func rules(_ text: String) throws(ValueFault) -> [Rule] {
        var rules: RuleSet = []
        for name in names(text).map({ $0.lowercased() }) {
            guard let rule = Rule(id: name) else {
                throw ValueFault(
                    expected: "ids of rules separated by commas, such as order.hello-first",
                    suggestion: nearestName(to: name, among: Rule.allCases.map(\.id)))
            }
            rules.insert(rule)
        }
        return rules.rules
    }

    private static func verbs(_ text: String) throws(ValueFault) -> Set<String> {
        let known = Verb.allCases.map(\.name)
        let names = names(text)
        for name in names where !known.contains(name) {
            throw ValueFault(
                expected:
                    "verbs separated by commas, of \(known.joined(separator: " "))",
                suggestion: nearestName(to: name, among: known))
        }
        return Set(names)
    }
}

extension Configuration {
    /// Tolerates a departure from now on, or no longer.
    package mutating func tolerate(_ rule: Rule, _ isTolerated: Bool) {
        if isTolerated { tolerated.insert(rule) } else { tolerated.remove(rule) }
    }
}
