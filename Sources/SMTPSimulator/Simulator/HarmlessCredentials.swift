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
        guard !isFragment else { return Mechanism.harmlessGarbage(octets) }
        let mechanism = secret.mechanism.flatMap { [Mechanism].spoken.named($0) }
        return Mechanism.harmless(octets, index: secret.index, of: mechanism)
    }
}
