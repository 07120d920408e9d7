import OctetText
import SASL
import SMTPDriver
import SMTPGrammar
import SMTPScript
import SMTPSession

/// Numbers for the secrets of a session: the same secret has the same number, so that two masks show
/// whether what they stand for differs.
///
///     C: AUTH PLAIN ****1
///     C: AUTH PLAIN ****2
///
/// A message counts by the secret in it: a password has one number in PLAIN and in LOGIN.
package struct SecretNumbers: Hashable, Sendable {
    private var numbers: [Secret: Int] = [:]

    /// More are not told apart, so that a client that tries passwords fills no memory.
    static let bound = 1_000

    package init() {}

    /// Gives numbers to the secrets of a write.
    package mutating func note(_ write: ClientWrite) {
        guard write.hasSecrets else { return }
        for found in write.secrets where found.isWhole {
            if let octets = SecretNumbers.core(of: found) { note(octets) }
        }
    }

    private mutating func note(_ octets: [UInt8]) {
        guard numbers.count < SecretNumbers.bound else { return }
        let secret = Secret(octets)
        if numbers[secret] == nil { numbers[secret] = numbers.count + 1 }
    }

    /// What stands for octets: `****1`, or without a number if they have none.
    func mask(_ octets: [UInt8]) -> String {
        Secret.mask + (numbers[Secret(octets)].map { "\($0)" } ?? "")
    }

    /// What stands for a secret that was sent.
    package func mask(of found: FoundSecret) -> [UInt8] {
        let core = found.isWhole ? SecretNumbers.core(of: found) : nil
        return Array((core.map(mask) ?? Secret.mask).utf8)
    }

    /// What has a number: the secret in a message, or all of it if that is not known; nil if there is
    /// none in it, as in the message with LOGIN's user.
    private static func core(of found: FoundSecret) -> [UInt8]? {
        guard let message = SASLFields(of: found) else { return found.octets }
        let secrets = message.fields.filter(\.isSecret)
        return secrets.count > 1 ? found.octets : secrets.first?.octets
    }
}

extension SASLFields {
    /// The parts of a message that was read; nil if its mechanism is unknown, or it is no base64.
    init?(of found: FoundSecret) {
        guard let mechanism = found.secret.mechanism, !found.isFragment,
            let message = try? Base64.decode(found.octets)
        else { return nil }
        self.init(message, mechanism: mechanism, index: found.secret.index)
    }
}

/// How secrets are written: as masks with numbers, or as they are.
package struct SecretDisplay: Hashable, Sendable {
    package var numbers: SecretNumbers
    package var isShown: Bool

    package init(_ numbers: SecretNumbers = SecretNumbers(), isShown: Bool = false) {
        self.numbers = numbers
        self.isShown = isShown
    }

    /// What the client sent, as it may be shown.
    func octets(of write: ClientWrite) -> [UInt8] {
        isShown ? write.bytes : write.replacing { numbers.mask(of: $0) }
    }

    /// The lines of a reply to a reading, as they may be shown: some machines repeat what was sent.
    func lines(of reply: Reply, to reading: Reading?) -> [String] {
        guard !isShown, let reading else { return reply.lines }
        let mask = FoundSecret(reading).map { numbers.mask(of: $0) } ?? ClientWrite.mask
        return reading.masked(reply.lines, with: String(decoding: mask, as: UTF8.self))
    }

    /// What a SASL message says: `user "tim", password ****1`; nil if that is not known.
    func words(of reading: Reading) -> String? {
        guard let found = FoundSecret(reading), let message = SASLFields(of: found) else {
            return nil
        }
        return message.fields.map { field in
            let isHidden = field.isSecret && !isShown
            let value = isHidden ? numbers.mask(field.octets) : SecretDisplay.quoted(field.octets)
            return "\(field.name) \(value)"
        }.joined(separator: ", ")
    }

    /// What a challenge says: `challenge "Username:"`; nil if the reply is none, or an empty one.
    static func words(of reply: Reply) -> String? {
        guard let line = reply.lines.first, line.hasPrefix("334 "),
            let octets = try? Base64.decode(Array(line.utf8.dropFirst(4))), !octets.isEmpty
        else { return nil }
        return "challenge " + quoted(octets)
    }

    /// A text in quotes, JSON as it is, anything else by its size.
    private static func quoted(_ octets: [UInt8]) -> String {
        guard let text = String(validating: octets, as: UTF8.self), text.isVisible else {
            return counted(octets)
        }
        let clipped = EscapedText.clipped(text, to: 200)
        return text.hasPrefix("{") ? clipped : "\"\(clipped)\""
    }

    private static func counted(_ octets: [UInt8]) -> String {
        "of \(octets.count) octet\(octets.count == 1 ? "" : "s")"
    }
}
