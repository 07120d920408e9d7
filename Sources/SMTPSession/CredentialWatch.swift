import SMTPGrammar

// A client proves who it is in AUTH and in the lines of a SASL exchange. It also sends its credentials where
// the machine takes them for commands: after an AUTH that was refused or cancelled, with AUTH misspelt, with
// the mechanism left out.

/// Finds which part of a command line is secret.
///
///     C: AUTH PLAIN
///     S: 504 5.5.4 Mechanism not recognized
///     C: ****
public struct CredentialWatch: Hashable, Sendable, Codable {
    /// Whether an AUTH command came that did not succeed, and no command since: what comes next may be a
    /// secret though it is taken for a command.
    public var expectsCredentials = false

    /// A watch at the beginning of a connection.
    public init() {}

    /// The secret part of a command line without its line end; moves on to the next line if it is whole.
    ///
    /// A line is known if it begins with a verb of the machine.
    public mutating func secret(
        in line: ArraySlice<UInt8>, isWhole: Bool, isKnown: Bool
    ) -> Reading.Secret? {
        if let (end, isCommand) = CredentialWatch.endOfAuthentication(in: line.span) {
            if isWhole { expectsCredentials = isCommand }
            return AuthenticationArgument(Array(line), from: end).secret(isWhole: isWhole)
        }
        guard !isKnown else {
            if isWhole { expectsCredentials = false }
            return nil
        }
        if expectsCredentials { return CredentialWatch.whole(line, isPart: !isWhole) }
        return CredentialWatch.misspelt(Array(line))
    }

    /// A line of which all but blanks at its ends is secret.
    ///
    /// A lone octet ends message text or cancels an exchange, and is no secret; but it may be a part of a
    /// longer line.
    package static func whole(
        _ line: some BidirectionalCollection<UInt8>, isPart: Bool = false
    ) -> Reading.Secret? {
        guard let first = line.firstIndex(where: { $0 > ASCII.space }),
            let last = line.lastIndex(where: { $0 > ASCII.space })
        else { return nil }
        let start = line.distance(from: line.startIndex, to: first)
        let end = line.distance(from: line.startIndex, to: last) + 1
        guard !isPart else { return Reading.Secret(start..<line.count) }
        return line.count < 2 ? nil : Reading.Secret(start..<end)
    }

    /// Where the verb AUTH ends, at the beginning of a line whatever follows it, elsewhere before a blank.
    ///
    /// Octets that belong to no command, or a line end that is none, can come before it.
    private static func endOfAuthentication(
        in line: Span<UInt8>
    ) -> (end: Int, isCommand: Bool)? {
        var start = 0
        while start &+ 4 <= line.count {
            defer { start &+= 1 }
            guard isVerb(line, at: start) else { continue }
            let end = start + 4
            let isFirst = (0..<start).allSatisfy { line[$0] <= ASCII.space }
            let isSeparated = end < line.count && line[end] <= ASCII.space
            if isFirst || isSeparated { return (end, isFirst) }
        }
        return nil
    }

    /// Whether AUTH stands at an offset, in any case: with this bit taken away, only its letters are these four.
    @inline(__always)
    private static func isVerb(_ line: Span<UInt8>, at start: Int) -> Bool {
        line[start] & 0xDF == UInt8(ascii: "A") && line[start &+ 1] & 0xDF == UInt8(ascii: "U")
            && line[start &+ 2] & 0xDF == UInt8(ascii: "T")
            && line[start &+ 3] & 0xDF == UInt8(ascii: "H")
    }

    /// `AUHT PLAIN …`: a mechanism's name where its verb was misspelt.
    private static func misspelt(_ line: [UInt8]) -> Reading.Secret? {
        guard let blank = line.firstIndex(of: ASCII.space) else { return nil }
        let argument = AuthenticationArgument(line, from: blank)
        guard let mechanism = argument.mechanism, SASLName.registered.contains(mechanism) else {
            return nil
        }
        return argument.secret(isWhole: true)
    }
}

/// What follows the verb AUTH: all of it is secret but the name of a known mechanism.
///
/// A client that leaves the mechanism out sends its credentials in the mechanism's place.
struct AuthenticationArgument {
    /// The mechanism in capitals, if its name is known.
    let mechanism: String?

    private let line: [UInt8]
    private let name: Range<Int>

    init(_ line: [UInt8], from end: Int) {
        self.line = line
        let start = line[end...].firstIndex { $0 > ASCII.space } ?? line.count
        name =
            start..<(line[start...].firstIndex { !AuthenticationArgument.isOfName($0) }
            ?? line.count)
        let word = String(decoding: line[name].map(ASCII.uppercased), as: UTF8.self)
        mechanism = start > end && AuthenticationArgument.isKnown(word, line[name]) ? word : nil
    }

    /// The secret; nil if there is none, or a name may still go on.
    func secret(isWhole: Bool) -> Reading.Secret? {
        guard let start = startOfSecret(isWhole: isWhole),
            let last = line.lastIndex(where: { $0 > ASCII.space }), last >= start,
            !line[start...last].elementsEqual([ASCII.equals])
        else { return nil }
        // Blanks at the end may be in the middle of what goes on.
        return Reading.Secret(start..<(isWhole ? last + 1 : line.count), mechanism: mechanism)
    }

    private func startOfSecret(isWhole: Bool) -> Int? {
        guard mechanism == nil else {
            return line[name.upperBound...].firstIndex { $0 > ASCII.space }
        }
        guard !name.isEmpty || name.upperBound < line.count else { return nil }
        let word = line[name].map(ASCII.uppercased)
        let mayGoOn = !isWhole && name.upperBound == line.count
        guard !mayGoOn || !SASLName.registered.contains(where: { $0.utf8.starts(with: word) })
        else { return nil }
        return name.lowerBound
    }

    /// Whether a word is a mechanism's name or, by the characters that base64 lacks, can be nothing else.
    private static func isKnown(_ word: String, _ octets: ArraySlice<UInt8>) -> Bool {
        if SASLName.registered.contains(word) { return true }
        let isWritten = word.utf8.elementsEqual(octets) && word.utf8.count <= SASLName.longest
        return isWritten && (word.contains("-") || word.contains("_"))
    }

    /// RFC 4422 §3.1: a mechanism's name is made of capitals, digits, `-` and `_`.
    private static func isOfName(_ octet: UInt8) -> Bool {
        switch ASCII.uppercased(octet) {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

/// Names of SASL mechanisms that clients ask for, offered here or not.
enum SASLName {
    static let registered: Set<String> = [
        "ANONYMOUS", "CRAM-MD5", "DIGEST-MD5", "EXTERNAL", "GS2-KRB5", "GS2-KRB5-PLUS", "GSSAPI",
        "KERBEROS_V4", "LOGIN", "NTLM", "OAUTHBEARER", "PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS",
        "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "XOAUTH2",
    ]

    /// RFC 4422 §3.1: a name has at most 20 characters.
    static let longest = 20
}
