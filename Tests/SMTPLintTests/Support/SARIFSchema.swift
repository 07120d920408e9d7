import Foundation

/// What the published schema of SARIF 2.1.0 demands of the objects that a log of lint has.
///
/// Its objects take no members but those named here; those of a property bag are free.
///
/// - SeeAlso: [The schema](https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json)
enum SARIFSchema {
    /// What a member holds.
    indirect enum Kind: Sendable {
        case text
        /// One of these words.
        case word(Set<String>)
        /// A whole number, at least so large.
        case number(Int)
        /// A URI; whether it has to name its scheme.
        case reference(isAbsolute: Bool)
        case object(String)
        case array(Kind)
        /// A property bag.
        case anything
    }

    private struct Definition: Sendable {
        let required: [String]
        let members: [String: Kind]
    }

    private static let level = Kind.word(["none", "note", "warning", "error"])

    private static let definitions: [String: Definition] = [
        "sarifLog": Definition(
            required: ["version", "runs"],
            members: [
                "$schema": .reference(isAbsolute: true), "version": .word(["2.1.0"]),
                "runs": .array(.object("run")),
            ]),
        "run": Definition(
            required: ["tool"],
            members: ["tool": .object("tool"), "results": .array(.object("result"))]),
        "tool": Definition(required: ["driver"], members: ["driver": .object("toolComponent")]),
        "toolComponent": Definition(
            required: ["name"],
            members: [
                "name": .text, "version": .text, "semanticVersion": .text,
                "informationUri": .reference(isAbsolute: true),
                "rules": .array(.object("reportingDescriptor")),
            ]),
        "reportingDescriptor": Definition(
            required: ["id"],
            members: [
                "id": .text, "name": .text,
                "shortDescription": .object("multiformatMessageString"),
                "fullDescription": .object("multiformatMessageString"),
                "help": .object("multiformatMessageString"),
                "helpUri": .reference(isAbsolute: true),
                "defaultConfiguration": .object("reportingConfiguration"),
            ]),
        "multiformatMessageString": Definition(
            required: ["text"], members: ["text": .text, "markdown": .text]),
        "reportingConfiguration": Definition(required: [], members: ["level": level]),
        "result": Definition(
            required: ["message"],
            members: [
                "ruleId": .text, "ruleIndex": .number(-1), "level": level,
                "message": .object("message"), "locations": .array(.object("location")),
                "occurrenceCount": .number(1), "properties": .anything,
            ]),
        "message": Definition(required: ["text"], members: ["text": .text, "markdown": .text]),
        "location": Definition(
            required: [], members: ["physicalLocation": .object("physicalLocation")]),
        "physicalLocation": Definition(
            required: ["artifactLocation"],
            members: [
                "artifactLocation": .object("artifactLocation"), "region": .object("region"),
            ]),
        "artifactLocation": Definition(
            required: [], members: ["uri": .reference(isAbsolute: false)]),
        "region": Definition(
            required: [],
            members: [
                "startLine": .number(1), "startColumn": .number(1), "endLine": .number(1),
                "endColumn": .number(1),
            ]),
    ]

    /// What a log violates; empty if it is valid.
    static func faults(in log: Any) -> [String] { faults(in: log, .object("sarifLog"), "log") }

    private static func faults(in value: Any, _ kind: Kind, _ place: String) -> [String] {
        switch kind {
        case .text: value is String ? [] : ["\(place) is no text"]
        case .word(let words):
            words.contains(value as? String ?? "") ? [] : ["\(place) is none of \(words)"]
        case .number(let least):
            (value as? Int).map { $0 >= least } == true ? [] : ["\(place) is below \(least)"]
        case .reference(let isAbsolute):
            isReference(value, isAbsolute: isAbsolute) ? [] : ["\(place) is no reference"]
        case .array(let element):
            (value as? [Any]).map { values in
                values.enumerated().flatMap { faults(in: $1, element, "\(place)[\($0)]") }
            } ?? ["\(place) is no array"]
        case .object(let name): objectFaults(in: value, name, place)
        case .anything: value is [String: Any] ? [] : ["\(place) is no object"]
        }
    }

    private static func objectFaults(in value: Any, _ name: String, _ place: String) -> [String] {
        guard let object = value as? [String: Any], let definition = definitions[name] else {
            return ["\(place) is no object"]
        }
        let missing = definition.required.filter { object[$0] == nil }
        return missing.map { "\(place) lacks \($0)" }
            + object.flatMap { member, value in
                definition.members[member].map { faults(in: value, $0, "\(place).\(member)") }
                    ?? ["\(place) has \(member), which \(name) has not"]
            }
    }

    /// RFC 3986 §4: only octets of URIs; a scheme where it has to be named.
    private static func isReference(_ value: Any, isAbsolute: Bool) -> Bool {
        guard let text = value as? String, let url = URL(string: text), !text.isEmpty else {
            return false
        }
        let isPlain = text.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && !#"<>"{}|\^`"#.utf8.contains($0)
        }
        return isPlain && (!isAbsolute || url.scheme != nil)
    }
}
