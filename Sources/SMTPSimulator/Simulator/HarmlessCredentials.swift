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
        let replaced = harmless(message, mechanism, index: secret.index)
        return replaced.isEmpty && !octets.isEmpty ? octets : Base64.encode(replaced)
    }

    private static func harmless(
        _ message: [UInt8], _ mechanism: Mechanism?, index: Int
    ) -> [UInt8] {
        switch mechanism {
        case .plain: harmlessPlain(message)
        case .login: index == 0 ? message : stars(message)
        case .cramMD5: harmlessDigest(message)
        case .external: message
        case _: stars(message)
        }
    }

    private static let star = UInt8(ascii: "*")

    /// What is no base64 either: as long, with octets of the same kinds.
    private static func harmlessGarbage(_ octets: [UInt8]) -> [UInt8] {
        octets.map { $0 > 0x7F ? 0xFF : isPrintable($0) ? star : $0 }
    }

    private static func isPrintable(_ octet: UInt8) -> Bool { (0x21..<0x7F).contains(octet) }

    /// As many stars, but for NUL, line ends and what is no UTF-8, which mechanisms refuse.
    private static func stars(_ octets: some Collection<UInt8>) -> [UInt8] {
        guard String(validating: octets, as: UTF8.self) != nil else {
            return [UInt8](repeating: 0xFF, count: octets.count)
        }
        return octets.map { $0 == 0 || $0 == 13 || $0 == 10 ? $0 : star }
    }

    /// Keeps the names in `[authzid] NUL authcid NUL passwd`.
    private static func harmlessPlain(_ message: [UInt8]) -> [UInt8] {
        let parts = message.split(separator: 0, omittingEmptySubsequences: false)
        guard parts.count > 2 else { return stars(message) }
        let names = parts[..<2].map(Array.init)
        return Array((names + parts[2...].map(stars)).joined(separator: [0]))
    }

    /// Keeps the name in `user SP digest`.
    private static func harmlessDigest(_ message: [UInt8]) -> [UInt8] {
        guard let space = message.lastIndex(of: ASCII.space) else { return stars(message) }
        let digest = message[(space + 1)...]
        let isDigest = digest.count == 32 && digest.allSatisfy { $0.hexadecimalValue != nil }
        let zeros = Array(repeating: ASCII.zero, count: 32)
        return message[...space] + (isDigest ? zeros : stars(digest))
    }
}
