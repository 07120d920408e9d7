import OctetText
import SMTPSession

/// What MAIL and RCPT said beside the path, as a person reads it.
///
///     SIZE   10 octets declared
enum ParameterRows {
    /// A row a parameter: its keyword, and its value as the extension's declaration shows it.
    ///
    /// - Parameters:
    ///   - parameters: what was said
    ///   - configuration: the server, which may have extensions of its own
    /// - Returns: the rows
    static func rows(
        _ parameters: MailParameters, in configuration: Configuration
    ) -> [(String, String)] {
        let known = configuration.allExtensions.flatMap(\.parameters)
        return parameters.keywords.compactMap { keyword in
            guard let value = parameters[keyword] else { return nil }
            let reading = known.first { $0.keyword == keyword }?.reading ?? "{}"
            return (keyword, text(value, reading))
        }
    }

    private static func text(_ value: ParameterValue, _ reading: String) -> String {
        let parts = reading.split(separator: "{", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.last?.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let rest, rest.count == 2 else { return reading }
        return parts[0] + text(value, counting: String(rest[0])) + rest[1]
    }

    private static func text(_ value: ParameterValue, counting noun: String) -> String {
        switch value {
        case .number(let number) where !noun.isEmpty: counted(number, noun)
        case .flag: "given"
        case .number, .word, .octets: EscapedText.shown(value.octets)
        }
    }
}
