import OctetText
import SASL
import SASLCryptography
import SMTPDriver
import SMTPGrammar
import SMTPScript
import SMTPSession

/// Puts harmless messages of the same form and length in the place of SASL responses, so that a saved
/// session holds no secrets and still takes the same course.
///
/// Names stay, for rules can ask for them; passwords and digests go. What is not base64 stays no
/// base64, and what breaks its mechanism's form still breaks it.
struct HarmlessCredentials {
    /// Where in its line a secret begins that was left out, for it goes on in a later write.
    private var owed: Int?

    /// A write without its secrets.
    ///
    /// All of a response goes in the last of its writes. In a live session nobody knows which is the
    /// last, so every unfinished one waits.
    mutating func harmless(_ write: ClientWrite, next: ClientWrite?, isLive: Bool) -> [UInt8] {
        let before = owed
        let goesOn = isLive || next?.secrets.first?.isContinued == true
        owed = nil
        return write.replacing(owed: before) { found in
            guard !found.isWhole, goesOn else { return HarmlessCredentials.harmless(found) }
            owed = found.secret.range.lowerBound
            return []
        }
    }

    static func harmless(_ found: FoundSecret) -> [UInt8] {
        harmless(found.octets, found.secret, isFragment: found.isFragment)
    }

    static func harmless(
        _ octets: [UInt8], _ secret: Reading.Secret, isFragment: Bool
    ) -> [UInt8] {
        guard !isFragment, let message = try? Base64.decode(octets) else {
            return harmlessGarbage(octets)
        }
        let mechanism = secret.mechanism.flatMap { [Mechanism].spoken.named($0) }
        let parts = mechanism?.parts(ofResponse: message, index: secret.index)
        let replaced = parts?.harmless(message) ?? stars(message)
        return replaced.isEmpty && !octets.isEmpty ? octets : Base64.encode(replaced)
    }

    private static let star = UInt8(ascii: "*")

    /// What is no base64 either: as long, with octets of the same kinds.
    private static func harmlessGarbage(_ octets: [UInt8]) -> [UInt8] {
        octets.map { $0 > 0x7F ? 0xFF : isPrintable($0) ? star : $0 }
    }

    private static func isPrintable(_ octet: UInt8) -> Bool { (0x21..<0x7F).contains(octet) }

    /// As many stars, but for control characters and what is no UTF-8, which mechanisms refuse.
    private static func stars(_ octets: some Collection<UInt8>) -> [UInt8] {
        guard String(validating: octets, as: UTF8.self) != nil else {
            return [UInt8](repeating: 0xFF, count: octets.count)
        }
        return octets.map { $0 < 0x20 || $0 == 0x7F ? $0 : star }
    }
}
