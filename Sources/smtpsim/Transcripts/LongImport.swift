import SMTPImport
import SMTPSimulator
import Workbench

/// Imports a source that is too long to be kept: its conversations are written as they are complete.
///
/// What the server has to tolerate is learned from those at its beginning.
struct LongImport {
    let format: String?
    let settings: SimulatorSettings
    /// Sets what concerns all conversations.
    let configure: (inout TranscriptImport) -> Void

    /// Octets that are read at once.
    private static let portion = 1 << 16

    /// Writes the conversations of a source; returns what the source was read as, and their number.
    func write(
        _ source: inout TranscriptPortions, to output: inout LongImportOutput
    ) throws(Failure) -> String {
        var reader = TranscriptReader(from: format)
        let begun = source.takeBegun()
        var rest = begun[...]
        var first: [RecordedConversation] = []
        while first.count < TranscriptImport.mostTuned, feed(&reader, &rest) {
            first += reader.takeConversations()
        }
        var transcript = try recognised(reader.recognition, begun, source.name).with(first)
        try output.begin(transcript, settings)
        try output.write(first, of: transcript, settings)
        var count = first.count
        (first, transcript) = ([], transcript.with([]))
        while feed(&reader, &rest) { count += try write(&reader, of: transcript, to: &output) }
        while let octets = try source.next() {
            reader.feed(octets[...])
            count += try write(&reader, of: transcript, to: &output)
        }
        reader.finish()
        count += try write(&reader, of: transcript, to: &output)
        try output.end(reader.warnings)
        return "\(transcript.recording.readAs), \(count) conversations"
    }

    /// Has the next of the octets read that are there; whether there were any.
    private func feed(_ reader: inout TranscriptReader, _ rest: inout ArraySlice<UInt8>) -> Bool {
        let octets = rest.prefix(LongImport.portion)
        guard !octets.isEmpty else { return false }
        rest = rest[octets.endIndex...]
        reader.feed(octets)
        return true
    }

    private func write(
        _ reader: inout TranscriptReader, of transcript: TranscriptImport,
        to output: inout LongImportOutput
    ) throws(Failure) -> Int {
        let conversations = reader.takeConversations()
        try output.write(conversations, of: transcript, settings)
        return conversations.count
    }

    /// A source, without conversations, if it is a transcript by its beginning.
    private func recognised(
        _ recognition: TranscriptReader.Recognition, _ begun: [UInt8], _ name: String
    ) throws(Failure) -> TranscriptImport {
        guard case .format(let found, let percentage) = recognition,
            format != nil || !TranscriptImport.isPlain(begun, found.word)
        else { throw TranscriptSource(name: name, octets: begun).failure(as: format) }
        let recording = Recording(format: found.word, named: found.name, percentage: percentage)
        var transcript = TranscriptImport(recording, name: name)
        configure(&transcript)
        return transcript
    }
}
