import SMTPImport
import SMTPLint
import SMTPScript
import SMTPSimulator
import SystemCalls
import Workbench

/// Looks for findings in one source after the other: scripts are played, transcripts of others read bit by bit.
struct LintBatch {
    /// Whether a source could not be read.
    private(set) var hasFaults = false

    private let format: String?
    private let settings: SimulatorSettings
    private var player = RecordingPlayer()

    /// Octets of one read.
    private static let portion = 1 << 16

    init(from format: String?, settings: SimulatorSettings) {
        self.format = format
        self.settings = settings
    }

    /// Writes the findings on a source.
    mutating func lint(
        _ path: String, _ output: inout LintOutput, _ progress: inout Progress
    ) {
        output.beginSource()
        do throws(Failure) {
            try read(path, &output)
        } catch {
            hasFaults = true
            progress.clear()
            Console.fail(error)
        }
    }

    private mutating func read(_ path: String, _ output: inout LintOutput) throws(Failure) {
        let isInput = path == ScriptSearch.standardInput
        let name = isInput ? "standard input" : path
        if format == nil, path.hasSuffix(".smtp") {
            return try lintScript(try LintBatch.octets(of: path), path, name, &output)
        }
        let source = try PortionSource(path)
        var reader = TranscriptReader(from: format)
        // A script is recognised at its end, and is small.
        var begun: [UInt8] = []
        while let portion = try source.next(LintBatch.portion) {
            if !isRecognised(reader) { begun += portion }
            reader.feed(portion[...])
            lint(&reader, name, &output)
            switch reader.recognition {
            case .format: begun = []
            case .own where LintBatch.isDialogue(begun):
                reader = TranscriptReader(from: LintBatch.dialogue)
                reader.feed(begun[...])
                begun = []
            case .own, .none, .undecided:
                guard begun.count <= ScriptLimits().fileSize else { throw LintBatch.unknown(name) }
            }
        }
        reader.finish()
        if case .own = reader.recognition, LintBatch.isDialogue(begun) {
            reader = TranscriptReader(from: LintBatch.dialogue)
            reader.feed(begun[...])
            reader.finish()
        }
        lint(&reader, name, &output)
        if case .format = reader.recognition {
            // A format may be recognised where no one speaks, as in a diagram of packets.
            guard !output.isSourceEmpty else { throw LintBatch.unknown(name) }
            return
        }
        try lintScript(begun, path, name, &output)
    }

    private func isRecognised(_ reader: TranscriptReader) -> Bool {
        if case .format = reader.recognition { true } else { false }
    }

    /// The findings on each conversation of a source that is there as a whole; nil if it is none.
    mutating func findings(in octets: [UInt8], _ name: String) -> [[LintFinding]]? {
        let format = format ?? (LintBatch.isDialogue(octets) ? LintBatch.dialogue : nil)
        if let recording = TranscriptReader.read(octets, from: format) {
            guard !recording.conversations.isEmpty else { return nil }
            return recording.conversations.map { player.lint($0) }
        }
        var options = ScriptRunOptions()
        options.settings = settings
        let report = ScriptReport(of: octets, "", options, name: name)
        if case .invalid = report.outcome { return nil }
        return [SessionLint.findings(of: report)]
    }

    private mutating func lint(
        _ reader: inout TranscriptReader, _ name: String, _ output: inout LintOutput
    ) {
        for conversation in reader.takeConversations() {
            output.write(player.lint(conversation), in: name)
        }
    }

    private static func octets(of path: String) throws(Failure) -> [UInt8] {
        do {
            return try DiskFiles().read(path, limit: ScriptLimits().fileSize)
        } catch {
            throw Failure(error.description)
        }
    }

    private mutating func lintScript(
        _ octets: [UInt8], _ path: String, _ name: String, _ output: inout LintOutput
    ) throws(Failure) {
        guard !octets.isEmpty else { throw LintBatch.unknown(name) }
        var options = ScriptRunOptions()
        options.settings = settings
        let report = ScriptReport(of: octets, path, options, name: name)
        switch report.outcome {
        case .invalid:
            if path.hasSuffix(".smtp") { report.note() }
            throw LintBatch.unknown(name)
        case .failed where LintBatch.isDialogue(octets): lintDialogue(octets, name, &output)
        case .passed, .failed, .skipped: output.write(SessionLint.findings(of: report), in: name)
        }
    }

    private static func unknown(_ name: String) -> Failure {
        Failure(
            "\(name) is no script, and no transcript that smtpsim knows",
            hint: "--from names the format")
    }
}

// A dialogue of C: and S: is a script as it stands; but it may be what another server said.

extension LintBatch {
    /// The format of dialogues, which scripts can look like.
    private static let dialogue = "dialogue"

    /// Whether octets are nothing but a dialogue, with no line that only a script has.
    private static func isDialogue(_ octets: [UInt8]) -> Bool {
        let marks = ["C:", "S:", "#"].map { Array($0.utf8) }
        return octets.split(separator: 0x0A).allSatisfy { line in
            let text = line.drop { $0 <= 0x20 }
            return text.isEmpty || marks.contains { text.starts(with: $0) }
        }
    }

    private mutating func lintDialogue(
        _ octets: [UInt8], _ name: String, _ output: inout LintOutput
    ) {
        let recording = TranscriptReader.read(octets, from: LintBatch.dialogue)
        for conversation in recording?.conversations ?? [] {
            output.write(player.lint(conversation), in: name)
        }
    }
}
