import OctetText
import SASL
import SASLCryptography
import SMTPImport
import SMTPPolicy
import SMTPScript
import SMTPSession
import SMTPSimulator

/// A transcript of another program, and the scripts that it becomes.
///
///     # read as swaks output (94 % of lines), 2 conversations
package struct TranscriptImport: Sendable {
    /// What the source is called, usually its path.
    package let name: String
    /// What was read.
    package let recording: Recording
    /// Whether credentials stay as they were recorded.
    package var showsSecrets = false
    /// Whether the scripts set up a server that greets and offers what the recorded one did.
    package var setsServer = true

    /// Reads a transcript; nil if the octets are a script of ours, plain SMTP, or nothing that is known.
    ///
    /// - Parameter format: The word of the format that it is in; nil to recognise it.
    package init?(_ octets: [UInt8], name: String, from format: String? = nil) {
        guard let recording = TranscriptReader.read(octets, from: format),
            !recording.conversations.isEmpty || format != nil
        else { return nil }
        self.init(recording, name: name)
    }

    package init(_ recording: Recording, name: String) {
        self.recording = recording
        self.name = name
    }

    /// The line that says what it was read as.
    package var summary: String { recording.summary }

    private func options(_ settings: [String] = []) -> ImportOptions {
        var options = ImportOptions(source: name, mechanisms: .spoken)
        options.showsSecrets = showsSecrets
        options.setsServer = setsServer
        options.settings = settings
        return options
    }

    /// A script for each conversation, as it was recorded.
    package var scripts: [ImportedScript] { recording.scripts(options()) }

    /// All conversations in one script.
    package var joinedScript: ImportedScript { recording.joinedScript(options()) }

    /// A script for each conversation, which tolerates what the recorded server took and this one would refuse.
    package func tunedScripts(_ settings: SimulatorSettings) -> [ImportedScript] {
        recording.conversations.indices.map { index in
            let plain = recording.script(ofConversation: index, options())
            let tolerances = TranscriptImport.tolerances([plain], settings)
            guard !tolerances.isEmpty else { return plain }
            return recording.script(
                ofConversation: index, options(TranscriptImport.lines(tolerances)))
        }
    }

    /// All conversations in one script, which tolerates what the recorded server took.
    package func tunedJoinedScript(_ settings: SimulatorSettings) -> ImportedScript {
        let tolerances = TranscriptImport.tolerances(
            recording.scripts(options()).prefix(1_000), settings)
        return recording.joinedScript(options(TranscriptImport.lines(tolerances)))
    }

    /// What this server has to tolerate so that it goes where the recorded one went.
    private static func tolerances(
        _ scripts: some Sequence<ImportedScript>, _ settings: SimulatorSettings
    ) -> [String] {
        var options = ScriptRunOptions()
        options.settings = settings
        var found: [String] = []
        for script in scripts {
            let report = ScriptRunner().run(script.octets, name: script.name, options: options)
            for setting in report.replay.compactMap(\.tolerance) where !found.contains(setting) {
                found.append(setting)
            }
        }
        return found
    }

    private static func lines(_ tolerances: [String]) -> [String] {
        guard !tolerances.isEmpty else { return [] }
        return ["# The recorded server took what this one would refuse:"]
            + tolerances.map { ":set \($0) on" }
    }
}

extension ReplayedReply {
    /// The setting by which the replay went on; nil if there was none.
    fileprivate var tolerance: String? {
        guard let detour, detour.hasPrefix("with "), detour.hasSuffix(" on") else { return nil }
        return String(detour.dropFirst(5).dropLast(3))
    }
}
