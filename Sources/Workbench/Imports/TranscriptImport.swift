import OctetText
import SASL
import SASLCryptography
import SMTPGrammar
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
    /// - Parameters:
    ///   - octets: The source.
    ///   - name: What it is called.
    ///   - format: The word of the format that it is in; nil to recognise it.
    package init?(_ octets: [UInt8], name: String, from format: String? = nil) {
        guard let recording = TranscriptReader.read(octets, from: format),
            format != nil || !TranscriptImport.isPlain(octets, recording.format),
            !recording.conversations.isEmpty
        else { return nil }
        self.init(recording, name: name)
    }

    /// Whether a source that was read as a format is what a client sends, by the octets that it begins with.
    package static func isPlain(_ octets: [UInt8], _ format: String) -> Bool {
        isPlain(octets.prefix(mostLooked).split(separator: 0x0A), format)
    }

    /// So many octets are looked at for what a source is.
    private static let mostLooked = 65_536

    /// Whether lines, without their ends, are of another program's transcript.
    package static func isLikely(_ lines: some Collection<[UInt8]>) -> Bool {
        guard let found = TranscriptReader.recognise(lines) else { return false }
        return !isPlain(lines, found.format.word)
    }

    /// Whether lines are what a client sends, without what a server says to it, where the format has no marks
    /// for who says what.
    private static func isPlain(
        _ lines: some Sequence<some Collection<UInt8>>, _ format: String
    ) -> Bool {
        guard ["bare", "exim-session", "openssl", "smtptest"].contains(format) else { return false }
        var (commands, replies) = (0, 0)
        for line in lines {
            let line = Array(line.prefix(20))
            if ServerLine.isLikely(line) { replies += 1 }
            let word = line.prefix { $0 > 0x20 }.map(ASCII.uppercased)
            if verbs.contains(word) { commands += 1 }
        }
        return commands > 0 && replies * 2 < commands
    }

    private static let verbs = Set(
        ["EHLO", "HELO", "LHLO", "MAIL", "RCPT", "DATA", "RSET", "NOOP", "QUIT", "VRFY", "AUTH"]
            .map { Array($0.utf8) })

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
            let lines = tuning(of: [index], settings)
            return recording.script(ofConversation: index, options(lines))
        }
    }

    /// The same with other conversations.
    package func with(_ conversations: [RecordedConversation]) -> TranscriptImport {
        var recording = recording
        recording.conversations = conversations
        var transcript = TranscriptImport(recording, name: name)
        transcript.showsSecrets = showsSecrets
        transcript.setsServer = setsServer
        return transcript
    }

    /// The script of one conversation of a long source, by its number there.
    package func script(
        of conversation: RecordedConversation, _ number: Int, _ settings: SimulatorSettings
    ) -> ImportedScript {
        let lines = with([conversation]).tuning(of: [0], settings)
        let source = ImportedScript.comment(name: name)
        return conversation.script(
            options(lines),
            head: ["# Imported from \(source): \(recording.readAs).", "# Conversation \(number)."],
            name: "\(name)#\(number)")
    }

    /// All conversations in one script, which tolerates what the recorded server took.
    package func tunedJoinedScript(_ settings: SimulatorSettings) -> ImportedScript {
        recording.joinedScript(jointOptions(settings))
    }

    /// One script of these conversations and of those that come later, which tolerates what the recorded server
    /// took in these.
    package func beginJoinedScript(_ settings: SimulatorSettings) -> JoinedScript {
        JoinedScript(jointOptions(settings))
    }

    private func jointOptions(_ settings: SimulatorSettings) -> ImportOptions {
        let indices = recording.conversations.indices.prefix(TranscriptImport.mostTuned)
        return options(tuning(of: indices, settings))
    }

    /// So many conversations of one script are played to find what the server has to be like.
    package static let mostTuned = 1_000
    /// What is tolerated can bring to light what is worded otherwise.
    private static let mostRounds = 3

    /// The lines of settings by which this server goes where the recorded one went, in these conversations.
    private func tuning(of indices: some Sequence<Int>, _ settings: SimulatorSettings) -> [String] {
        var runOptions = ScriptRunOptions()
        runOptions.settings = settings
        var found: [String] = []
        for index in indices {
            for _ in 0..<TranscriptImport.mostRounds {
                let script = recording.script(
                    ofConversation: index, options(TranscriptImport.lines(found)))
                let report = ScriptRunner().run(
                    script.octets, name: script.name, options: runOptions)
                let more = report.replay.compactMap(\.tuning).filter { !found.contains($0) }
                guard !more.isEmpty else { break }
                for setting in more where !found.contains(setting) { found.append(setting) }
            }
        }
        return TranscriptImport.lines(found)
    }

    private static func lines(_ tolerances: [String]) -> [String] {
        guard !tolerances.isEmpty else { return [] }
        return ["# The recorded server took, or worded, otherwise than this one:"]
            + tolerances.map { ":set \($0)" }
    }
}

extension ReplayedReply {
    /// The setting by which this server would have gone where the recorded one went; nil if there is none.
    fileprivate var tuning: String? {
        if let detour, detour.hasPrefix("with ") { return String(detour.dropFirst(5)) }
        guard verdict == .code, let rule, rule.isWordable,
            let verdict = RecordedVerdict(lines: recordedLines), recordedLines.count == 1
        else { return nil }
        // Both refused, or both accepted, with other codes.
        let wording = CustomReply(verdict.code, verdict.enhanced, verdict.text)
        guard rule.fault(of: wording) == nil, verdict.text?.isEmpty == false else { return nil }
        let text = String(recordedLines[0])
        return "text.\(rule.id) \(EscapedText.word(text))"
    }
}
