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
        "C:", "c:", "C :", "Client:", "C+ \"", ">>>", "->", "=>", "~>", ">",
    ]

    private static func withoutMark(_ text: Substring) -> Substring {
        guard let mark = marks.first(where: { text.hasPrefix($0) }) else { return text }
        return text.dropFirst(mark.count).drop(while: isBlank)
    }

    /// After the name of `:user`, and after the mechanism and the name of `:auth`.
    private static func startOfPassword(in command: Substring) -> String.Index? {
        var rest = command.drop { !isBlank($0) }
        let name = command[..<rest.startIndex]
        guard !name.isEmpty, let meant = passwordCommand(String(name)) else { return nil }
        rest = rest.drop(while: isBlank)
        let start = rest.startIndex
        for _ in 0..<(meant == "user" ? 1 : 2) {
            rest = rest.drop { !isBlank($0) }.drop(while: isBlank)
        }
        // A quotation mark may open a word that is not closed.
        if command[..<rest.startIndex].contains("\"") { rest = command[start...] }
        return rest.isEmpty ? nil : rest.startIndex
    }

    /// Which command that takes a password a name means, or was likely to mean.
    private static func passwordCommand(_ name: String) -> String? {
        let names = ["auth", "user"]
        return names.first { $0.hasPrefix(name.lowercased()) }
            ?? nearestName(to: name, among: names)
    }

    private static func isBlank(_ character: Character) -> Bool {
        character == " " || character == "\t"
    }
}
