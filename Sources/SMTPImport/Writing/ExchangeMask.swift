import SASL
import SMTPGrammar
import SMTPSession

/// Puts harmless credentials in the place of those that a client sent, line by line.
///
///     C: AUTH PLAIN AHRpbQB0YW5z     →  C: AUTH PLAIN AHRpbQAqKioq
///
/// Where the recording left a secret out, a message of the mechanism's form is made up. What the server said to it
/// is adopted as its verdict.
struct ExchangeMask {
    let mechanisms: [Mechanism]
    let showsSecrets: Bool
    /// The mechanism of the exchange under way; nil if there is none.
    private var mechanism: String?
    /// Which response comes next.
    private var index = 0
    /// Whether the server's last reply asked for a response.
    private var awaitsResponse = false
    private var watch = CredentialWatch()

    init(_ options: ImportOptions) {
        mechanisms = options.mechanisms
        showsSecrets = options.showsSecrets
    }

    /// Whether the next line answers a challenge.
    var expectsResponse: Bool { awaitsResponse }

    /// Notes the code of a reply.
    mutating func note(code: Int?) {
        awaitsResponse = code == 334 && mechanism != nil
        if code != 334, let code, code != 220 { mechanism = awaitsResponse ? mechanism : nil }
    }

    /// What stands in the place of a client's line, given without its line end; nil if nothing in it is secret.
    mutating func hidden(_ line: LineText, isResponse: Bool, isRedacted: Bool) -> [UInt8]? {
        if awaitsResponse || isResponse, !line.equals("*") {
            awaitsResponse = false
            defer { index += 1 }
            return response(Array(line), at: index, isRedacted: isRedacted)
        }
        if line.drop(while: { $0 == ASCII.space }).begins(withWord: "AUTH") {
            let words = line.split(separator: ASCII.space, maxSplits: 2).map(Array.init)
            if words.count > 1, words[0].count == 4 {
                return authentication(line, words, isRedacted: isRedacted)
            }
        }
        return showsSecrets ? nil : masked(line)
    }

    private mutating func authentication(
        _ line: LineText, _ words: [[UInt8]], isRedacted: Bool
    ) -> [UInt8]? {
        let name = String(decoding: words[1].map(ASCII.uppercased), as: UTF8.self)
        let isKnown = OfferedMechanism.known.contains { $0.name == name }
        mechanism = name
        index = 1
        guard isKnown || words.count == 2 || mechanisms.contains(where: { $0.name == name }) else {
            return showsSecrets ? nil : masked(line)
        }
        guard words.count > 2 else {
            index = 0
            return showsSecrets || isKnown ? nil : masked(line)
        }
        let initial = words[2]
        guard initial != [ASCII.equals] else { return nil }
        return words[0] + [ASCII.space] + words[1] + [ASCII.space]
            + response(initial, at: 0, isRedacted: isRedacted)
    }

    private func response(_ octets: [UInt8], at index: Int, isRedacted: Bool) -> [UInt8] {
        guard !octets.isEmpty || isRedacted else { return octets }
        let decoded = try? Base64.decode(octets)
        guard !isRedacted || decoded != nil && mechanism != nil && showsSecrets else {
            return madeUp(octets, at: index)
        }
        guard !showsSecrets else { return octets }
        guard decoded != nil else { return Mechanism.harmlessGarbage(octets) }
        let known = mechanism.flatMap { name in mechanisms.first { $0.name == name } }
        return Mechanism.harmless(octets, index: index, of: known)
    }

    /// A message of the mechanism's form, where the recording has none; the user's name if that was left.
    private func madeUp(_ octets: [UInt8], at index: Int) -> [UInt8] {
        let decoded = (try? Base64.decode(octets)) ?? []
        let fields = decoded.split(separator: 0, omittingEmptySubsequences: false)
        let name = fields.count > 1 && !fields[1].isEmpty ? Array(fields[1]) : Array("user".utf8)
        let message: [UInt8] =
            switch mechanism {
            case "PLAIN": [0] + name + [0] + Array("****".utf8)
            case "LOGIN": index == 0 ? Array("user".utf8) : Array("****".utf8)
            case "CRAM-MD5": Array("user ".utf8) + [UInt8](repeating: ASCII.zero, count: 32)
            case "XOAUTH2": Array("user=user\u{1}auth=Bearer ****\u{1}\u{1}".utf8)
            case "OAUTHBEARER": Array("n,a=user,\u{1}auth=Bearer ****\u{1}\u{1}".utf8)
            default: Array("****".utf8)
            }
        return Base64.encode(message)
    }

    /// A command line with stars where the machine would see a secret: credentials after an AUTH that was refused,
    /// or misspelt; nil if there are none.
    private mutating func masked(_ line: LineText) -> [UInt8]? {
        let word = line.prefix { $0 != ASCII.space }
        let isKnown = Verb(word.span, in: 0..<word.count) != nil
        let secret = watch.secret(in: line, isWhole: true, isKnown: isKnown)
        guard let range = secret?.range.clamped(to: 0..<line.count) else { return nil }
        let line = Array(line)
        return line[..<range.lowerBound] + Mechanism.harmlessGarbage(Array(line[range]))
            + line[range.upperBound...]
    }
}
