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

    /// A line of a client, without its line end, with nothing secret in it.
    mutating func line(_ line: [UInt8], isResponse: Bool, isRedacted: Bool) -> [UInt8] {
        if awaitsResponse || isResponse, line != [UInt8(ascii: "*")] {
            awaitsResponse = false
            defer { index += 1 }
            return response(line, isRedacted: isRedacted)
        }
        let words = line.split(separator: ASCII.space, maxSplits: 2).map(Array.init)
        let isAuth = words.first?.map(ASCII.uppercased) == Array("AUTH".utf8)
        if isAuth, words.count > 1 { return authentication(line, words, isRedacted: isRedacted) }
        guard !showsSecrets else { return line }
        return masked(line)
    }

    private mutating func authentication(
        _ line: [UInt8], _ words: [[UInt8]], isRedacted: Bool
    ) -> [UInt8] {
        let name = String(decoding: words[1].map(ASCII.uppercased), as: UTF8.self)
        let isKnown = OfferedMechanism.known.contains { $0.name == name }
        guard isKnown || words.count == 2 || mechanisms.contains(where: { $0.name == name }) else {
            mechanism = name
            index = 1
            return showsSecrets ? line : masked(line)
        }
        mechanism = name
        index = 0
        guard words.count > 2 else {
            guard !showsSecrets, !isKnown else { return line }
            return masked(line)
        }
        index = 1
        let initial = words[2]
        guard initial != [ASCII.equals] else { return line }
        return words[0] + [ASCII.space] + words[1] + [ASCII.space]
            + response(initial, at: 0, isRedacted: isRedacted)
    }

    private func response(_ octets: [UInt8], isRedacted: Bool) -> [UInt8] {
        response(octets, at: index, isRedacted: isRedacted)
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
    /// or misspelt.
    private mutating func masked(_ line: [UInt8]) -> [UInt8] {
        let word = line.prefix { $0 != ASCII.space }.map(ASCII.uppercased)
        let isKnown = Awaited.verbs.contains(String(decoding: word, as: UTF8.self))
        guard let secret = watch.secret(in: line[...], isWhole: true, isKnown: isKnown) else {
            return line
        }
        let range = secret.range.clamped(to: 0..<line.count)
        return line[..<range.lowerBound] + Mechanism.harmlessGarbage(Array(line[range]))
            + line[range.upperBound...]
    }
}
