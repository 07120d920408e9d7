import SMTPGrammar

/// A line, cut at its first space.
///
///     C: mail FROM:<jones@foo.example>
///
/// Only the space separates: a tab belongs to the verb, a second space to the arguments.
public struct MailHogCommand: Hashable, Sendable {
    /// What precedes the first space, in capitals.
    public var verb: String { MailHogCommand.capitals(of: octets.prefix(verbLength)) }
    /// What follows it, unchanged.
    public var arguments: [UInt8] { Array(rest) }
    /// The whole line.
    public var line: [UInt8] { Array(octets) }

    /// The line, as a part of what the client sent.
    let octets: ArraySlice<UInt8>
    /// The octets before the first space.
    private let verbLength: Int
    /// The verb, if it is one of SMTP's.
    let known: Verb?

    /// What follows the first space, in the line.
    var rest: ArraySlice<UInt8> { octets.dropFirst(verbLength + 1) }

    /// Cuts a line without its CR LF; every line can be cut.
    public init(parsing line: some Sequence<UInt8>) { self.init(Array(line)[...]) }

    /// Cuts a line without copying it.
    init(_ line: ArraySlice<UInt8>) {
        octets = line
        verbLength = (line.firstIndex(of: ASCII.space) ?? line.endIndex) - line.startIndex
        known =
            Verb(line.span, in: 0..<verbLength)
            ?? MailHogCommand.unusualVerb(line.prefix(verbLength))
    }

    /// The same command, with memory of its own.
    var kept: MailHogCommand { MailHogCommand(Array(octets)[...]) }

    /// The verb whose name are the capitals of a word that is not ASCII.
    private static func unusualVerb(_ word: ArraySlice<UInt8>) -> Verb? {
        word.allSatisfy { $0 < 0x80 } ? nil : Verb(capitals(of: word))
    }

    /// The capitals of UTF-8 text, one for one; each octet that is not UTF-8 becomes U+FFFD.
    ///
    /// So `ſ` becomes `S`: `RſET` is RSET to this machine.
    private static func capitals(of octets: ArraySlice<UInt8>) -> String {
        if octets.allSatisfy({ $0 < 0x80 }) {
            return String(unsafeUninitializedCapacity: octets.count) { text in
                text.initialize(fromContentsOf: octets.lazy.map(ASCII.uppercased))
            }
        }
        var text = String.UnicodeScalarView()
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = octets.makeIterator()
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded): text.append(capital(of: Unicode.UTF8.decode(encoded)))
            case .error(let length):
                text.append(contentsOf: repeatElement("\u{FFFD}", count: length))
            case .emptyInput: return String(text)
            }
        }
    }

    private static func capital(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        let candidates = [scalar.properties.uppercaseMapping, scalar.properties.titlecaseMapping]
        let single = candidates.first { $0.unicodeScalars.count == 1 }
        return single?.unicodeScalars.first ?? scalar
    }
}

// The line says all of it.
extension MailHogCommand: Codable {
    private enum CodingKeys: String, CodingKey { case line }

    /// Reads the line.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(parsing: try values.decode([UInt8].self, forKey: .line))
    }

    /// Writes the line.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(line, forKey: .line)
    }
}
