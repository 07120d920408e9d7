import SMTPImport
import SMTPScript
import Workbench

/// The octets of a source, and what they are.
struct TranscriptSource {
    let name: String
    let octets: [UInt8]

    /// A capture or a log may be larger than a script.
    private static let largest = 1 << 30

    /// Reads a file, or standard input for `-`.
    init(_ path: String) throws(Failure) {
        guard path != SourceSearch.standardInput else {
            var reader = PieceReader()
            name = "standard input"
            octets = try reader.rest(limit: TranscriptSource.largest)
            return
        }
        name = path
        do {
            octets = try DiskFiles().read(path, limit: TranscriptSource.largest)
        } catch {
            throw Failure(error.description)
        }
    }

    /// A source that was read.
    init(name: String, octets: [UInt8]) {
        self.name = name
        self.octets = octets
    }

    /// The transcript; nil if it is none.
    func transcript(from format: String? = nil) -> TranscriptImport? {
        TranscriptImport(octets, name: name, from: format)
    }

    /// The transcript for who imports it; nil if it is none.
    ///
    /// A dialogue of `C:` and `S:` is a script already, and yet what another server said.
    func importedTranscript(from format: String? = nil) -> TranscriptImport? {
        if let transcript = transcript(from: format) { return transcript }
        guard format == nil, TranscriptReader.isDialogue(octets) else { return nil }
        return transcript(from: "dialogue")
    }

    /// Why it is no transcript, of a format if one was named.
    func failure(as format: String?) -> Failure {
        if (try? ScriptParser.parse(octets, name: name)) != nil, !octets.isEmpty {
            return Failure("\(name) is a script already", hint: "smtpsim run \(name)")
        }
        if format == nil, let recording = TranscriptReader.read(octets),
            recording.conversations.isEmpty, let warning = recording.warnings.first
        {
            return Failure(
                "\(name): there is no conversation in it, \(recording.readAs)", hint: warning.text)
        }
        if let format {
            return Failure(
                "\(name): there is no conversation in it, read as \(format)",
                hint: "without --from, its format is recognised")
        }
        return Failure(
            "\(name): this is no transcript of a known format",
            hint: "--from FORMAT reads it as one; docs/formats.md lists them")
    }
}
