import ArgumentParser
import OctetText
import SMTPImport

/// The value of `--from`: the word of a format of transcripts.
enum FormatArgument {
    /// Throws if there is no format of that word.
    static func check(_ word: String?) throws(ValidationError) {
        let words = TranscriptReader.formats.map(\.word)
        guard let word, !words.contains(word) else { return }
        let meant = nearestName(to: word, among: words).map { "did you mean \($0)?" }
        throw ValidationError(
            "--from: unknown format \(word); \(meant ?? "one of " + words.joined(separator: ", "))")
    }
}
