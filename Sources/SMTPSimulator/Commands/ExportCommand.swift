import OctetText
import SMTPExport
import SMTPScript

package struct ExportCommand: Command, InsistentCommand {
    package static let definition = CommandDefinition(
        "export", "FORMAT [FILE]", .files,
        "Writes the session as a program, a command or a page for others.",
        details: """
            Without FILE it is shown. Credentials are left out, or replaced by harmless ones. A file that \
            is there already is written only if it is of this session; :export! overwrites any. \
            docs/export.md says what each format can hold.
            """,
        examples: [":export python session.py", ":export md"],
        completions: [
            .choices(
                ExportFormat.all.map { ArgumentKind.Choice(word: $0.word, meaning: $0.title) }),
            .newPaths,
        ],
        place: .prompt)

    package let format: String
    /// Where it is written; nil to show it.
    package var path: String?
    /// Whether a file may be overwritten that is not this session's.
    package var isInsistent = false

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let word = try words.required("a format, such as python")
        guard let format = ExportFormat.named(word.text) else {
            let known = ExportFormat.all.map(\.word)
            throw CommandError(
                "unknown format \(EscapedText.clipped(EscapedText.inLine(word.text.utf8), to: 40)): "
                    + "expected one of \(known.joined(separator: ", "))", at: word.column,
                suggestion: nearestName(to: word.text, among: known))
        }
        let path = try words.next()?.text
        try words.end()
        return Self(format: format.word, path: path)
    }

    package func arguments(secrets: Bool) -> [String] {
        [format] + (path.map { [EscapedText.word($0)] } ?? [])
    }
}
