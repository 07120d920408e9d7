import OctetText
import SMTPGrammar
import SMTPSession

/// Hides passwords in a line of a script that is to be shown as it stands there.
///
///     :user tim tanstaaf               → :user tim ****
///     C: AUTH PLAIN AHRpbQB0YW5z       → C: AUTH PLAIN ****
///
/// Lines that were sent are shown by what they sent; this is for those that were not.
package enum ScriptSecrets {
    /// A line as it may be shown: its end is `****` if there may be a password in it.
    package static func masked(_ line: String) -> String {
        guard let start = start(in: line) else { return line }
        return line[..<start] + "****"
    }

    /// Where the secret begins; nil if there is none.
    static func start(in line: String) -> String.Index? {
        let text = withoutMark(line[...].drop(while: isBlank))
        guard !text.hasPrefix(":") else {
            return startOfPassword(in: text.drop { $0 == ":" })
        }
        var watch = CredentialWatch()
        let secret = watch.secret(in: Array(text.utf8)[...], isWhole: true, isKnown: false)
        return secret.map { text.utf8.index(text.startIndex, offsetBy: $0.range.lowerBound) }
    }

    /// The marks of the client's lines, and what a person could have written instead.
    private static let marks = [
        "C:", "c:", "C :", "Client:", "CLIENT -> SERVER:", "C+ \"", ">>>", "->", "=>", "~>", ">",
    ]

    private static func withoutMark(_ text: Substring) -> Substring {
        guard let mark = marks.first(where: { text.hasPrefix($0) }) else { return text }
        return text.dropFirst(mark.count).drop(while: isBlank)
    }

    /// Where a command's secret begins: a password, octets that may hold one, or either as a word of
    /// another command.
    private static func startOfPassword(in command: Substring) -> String.Index? {
        let rest = command.drop { !isBlank($0) }
        let argument = rest.drop(while: isBlank)
        let name = command[..<rest.startIndex].lowercased()
        guard !name.isEmpty, !argument.isEmpty else { return nil }
        if ["help", "explain", "set"].contains(where: { $0.hasPrefix(name) }), name.count > 1,
            let start = startOfPassword(in: argument.drop { $0 == ":" })
        {
            return start
        }
        switch meaning(of: name) {
        case "user": return startOfWord(after: 1, in: argument)
        case "auth": return startOfWord(after: 2, in: argument)
        case "send": return namesVerb(argument) ? argument.startIndex : nil
        case "hex":
            let digits = argument.compactMap(\.hexDigitValue)
            let octets = stride(from: 0, to: digits.count - 1, by: 2)
                .map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
            return namesVerb(String(decoding: octets, as: UTF8.self)) ? argument.startIndex : nil
        default: return nil
        }
    }

    private static func namesVerb(_ text: some StringProtocol) -> Bool {
        text.uppercased().contains("AUTH")
    }

    /// Where a word begins; a quotation mark before it may open one that is not closed.
    private static func startOfWord(after count: Int, in text: Substring) -> String.Index? {
        var rest = text
        for _ in 0..<count { rest = rest.drop { !isBlank($0) }.drop(while: isBlank) }
        if text[..<rest.startIndex].contains("\"") { rest = text }
        return rest.isEmpty ? nil : rest.startIndex
    }

    /// Which command that can hold a secret a name means, or was likely to mean.
    private static func meaning(of name: String) -> String? {
        let names = ["auth", "user", "send", "hex"]
        return names.first { $0.hasPrefix(name) || name.hasPrefix($0) }
            ?? nearestName(to: name, among: ["auth", "user"])
    }

    private static func isBlank(_ character: Character) -> Bool {
        character == " " || character == "\t"
    }
}
