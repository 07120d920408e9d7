import SMTPGrammar

/// A line, cut at its first space.
///
///     C: mail FROM:<jones@foo.example>
///
/// Only the space separates: a tab belongs to the verb, a second space to the arguments.
public struct MailHogCommand: Hashable, Codable, Sendable {
    /// What precedes the first space, in capitals.
    public let verb: String
    /// What follows it, unchanged.
    public var arguments: [UInt8] { Array(rest) }
    /// The whole line.
    public let line: [UInt8]

    /// What follows the first space, in the line.
    var rest: ArraySlice<UInt8> {
        line[(line.firstIndex(of: ASCII.space) ?? line.endIndex)...].dropFirst()
    }

    /// Cuts a line without its CR LF; every line can be cut.
    public init(parsing line: some Sequence<UInt8>) {
        let line = Array(line)
        let end = line.firstIndex(of: ASCII.space) ?? line.endIndex
        self.verb = MailHogCommand.capitals(of: line[..<end])
        self.line = line
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
