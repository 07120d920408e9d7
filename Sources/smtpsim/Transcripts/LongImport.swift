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

    /// Writes the conversations of a source; returns what the source was read as, and their number.
    func write(
        _ source: inout TranscriptPortions, to output: inout LongImportOutput
    ) throws(Failure) -> String {
        var reader = TranscriptReader(from: format)
        let name = source.name
        let begun = source.takeBegun()
        reader.feed(begun[...])
        var transcript = try recognised(&reader, begun, name)
        try output.begin(transcript, settings)
        var count = transcript.recording.conversations.count
        try output.write(transcript.recording.conversations, of: transcript, settings)
        transcript = transcript.with([])
        while let octets = try source.next() {
            reader.feed(octets[...])
            count += try write(&reader, of: transcript, to: &output)
        }
        reader.finish()
        count += try write(&reader, of: transcript, to: &output)
        try output.end(reader.warnings)
        return "\(transcript.recording.readAs), \(count) conversations"
    }

    private func write(
        _ reader: inout TranscriptReader, of transcript: TranscriptImport,
        to output: inout LongImportOutput
    ) throws(Failure) -> Int {
        let conversations = reader.takeConversations()
        try output.write(conversations, of: transcript, settings)
        return conversations.count
    }

    /// The transcript with the first conversations, if the source is one.
    private func recognised(
        _ reader: inout TranscriptReader, _ begun: [UInt8], _ name: String
    ) throws(Failure) -> TranscriptImport {
        guard case .format(let found, let percentage) = reader.recognition,
            format != nil || !TranscriptImport.isPlain(begun, found.word)
        else { throw TranscriptSource(name: name, octets: begun).failure(as: format) }
        var recording = Recording(format: found.word, named: found.name, percentage: percentage)
        recording.conversations = reader.takeConversations()
        var transcript = TranscriptImport(recording, name: name)
        configure(&transcript)
        return transcript
    }
}
