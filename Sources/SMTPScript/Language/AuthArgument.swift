import SMTPGrammar

/// What stands behind the verb AUTH: all of it is secret but the name of a known mechanism.
///
/// A client that leaves the mechanism out, or writes something else than a space behind it, sends its
/// credentials in the mechanism's place.
package struct AuthArgument {
    /// The mechanism in capitals, if its name is known.
    package let mechanism: String?

    private let line: [UInt8]
    private let name: Range<Int>

    package init(_ line: [UInt8], from end: Int) {
        self.line = line
        let start = line[end...].firstIndex { $0 > ASCII.space } ?? line.count
        name = start..<(line[start...].firstIndex { !AuthArgument.isOfName($0) } ?? line.count)
        let word = String(decoding: line[name].map(ASCII.uppercased), as: UTF8.self)
        mechanism = start > end && AuthArgument.isKnown(word, line[name]) ? word : nil
    }

    /// Where the secret begins; nil if there is none.
    ///
    /// - Parameter isWhole: whether the line ends here, or a name may still go on
    /// - Returns: its offset in the line
    package func secret(isWhole: Bool) -> Int? {
        guard mechanism == nil else {
            return line[name.upperBound...].firstIndex { $0 > ASCII.space }
        }
        guard !name.isEmpty || name.upperBound < line.count else { return nil }
        let word = line[name].map(ASCII.uppercased)
        let mayGoOn = !isWhole && name.upperBound == line.count
        guard !mayGoOn || !AuthArgument.knownNames.contains(where: { $0.utf8.starts(with: word) })
        else { return nil }
        return name.lowerBound
    }

    /// Whether a word is a mechanism's name, or, by the characters that base64 lacks, can be nothing else.
    private static func isKnown(_ word: String, _ octets: ArraySlice<UInt8>) -> Bool {
        if knownNames.contains(word) { return true }
        let isWritten = word.utf8.elementsEqual(octets) && word.utf8.count <= longestName
        return isWritten && (word.contains("-") || word.contains("_"))
    }

    private static let longestName = 20

    /// RFC 4422 §3.1: a mechanism's name is made of capitals, digits, `-` and `_`.
    private static func isOfName(_ octet: UInt8) -> Bool {
        switch ASCII.uppercased(octet) {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The mechanisms that are spoken here, and others that clients ask for.
    private static let knownNames: Set = [
        "ANONYMOUS", "CRAM-MD5", "DIGEST-MD5", "EXTERNAL", "GS2-KRB5", "GS2-KRB5-PLUS", "GSSAPI",
        "KERBEROS_V4", "LOGIN", "NTLM", "OAUTHBEARER", "PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS",
        "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "XOAUTH2",
    ]
}
