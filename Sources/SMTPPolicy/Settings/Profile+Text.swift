import OctetText
import SMTPSession

extension Profile {
    /// The profile as a person writes one, for those that are written so: a `:profile` that it stands on, and `:set`
    /// lines.
    package var text: String? {
        switch self {
        case .strict, .lenient, .lmtp, .mailhog: nil
        case .submission: Profile.submissionText
        case .postfix: Profile.postfixText
        case .exim: Profile.eximText
        case .gmail: Profile.gmailText
        case .exchange: Profile.exchangeText
        case .odmr: Profile.relayText
        }
    }

    /// The settings that a text of this program says; one that cannot be read is a mistake of ours.
    static func configuration(of text: String) -> Configuration {
        var configuration = Configuration()
        for line in text.split(separator: "\n") where line.hasPrefix(":set ") {
            do {
                try set(line.dropFirst(5), &configuration)
            } catch {
                preconditionFailure("\(line): \(error)")
            }
        }
        return configuration
    }

    /// What follows `:set`: a name, and a value in quotation marks or not.
    private static func set(
        _ assignment: Substring, _ configuration: inout Configuration
    ) throws {
        let name = assignment.prefix { $0 != " " }
        let rest = assignment.dropFirst(name.count + 1)
        var words = WordReader(rest)
        let word = rest.hasPrefix("\"") ? try words.nextWord()?.octets : nil
        let value = word.map { String(decoding: $0, as: UTF8.self) } ?? String(rest)
        try Setting.named(String(name), in: configuration).set(&configuration, value)
    }
}
