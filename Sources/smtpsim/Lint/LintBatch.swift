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
    private static let portion = 1 << 18

    init(from format: String?, settings: SimulatorSettings) {
        self.format = format
        self.settings = settings
    }

    /// Writes the findings on a source.
    mutating func lint(_ path: String, _ output: inout LintOutput) {
        output.beginSource()
        do throws(Failure) {
            try read(path, &output)
        } catch {
            hasFaults = true
            Console.fail(error)
        }
    }

    private mutating func read(_ path: String, _ output: inout LintOutput) throws(Failure) {
        let isInput = path == ScriptSearch.standardInput
        let name = isInput ? "standard input" : path
        if format == nil, path.hasSuffix(".smtp") {
            return try lintScript(try LintBatch.octets(of: path), path, name, &output)
        }
        let source = try TranscriptStream(path)
        var reader = TranscriptReader(from: format)
        var begun: [UInt8] = []
        while let portion = try source.next(LintBatch.portion) {
            reader.feed(portion[...])
            lint(&reader, name, &output)
            // A script is recognised at its end, and is small.
            if begun.count <= ScriptLimits().fileSize { begun += portion }
            if case .format = reader.recognition { begun = [] }
        }
        reader.finish()
        lint(&reader, name, &output)
        switch reader.recognition {
        case .format: break
        case .own, .none, .undecided: try lintScript(begun, path, name, &output)
        }
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

    private func lintScript(
        _ octets: [UInt8], _ path: String, _ name: String, _ output: inout LintOutput
    ) throws(Failure) {
        var options = ScriptRunOptions()
        options.settings = settings
        let report = ScriptReport(of: octets, path, options, name: name)
        if case .invalid(let diagnostics) = report.outcome {
            throw Failure(
                "\(name) is no transcript that smtpsim knows, and no script: "
                    + (diagnostics.first?.description ?? "it is empty"),
                hint: "--from names the format")
        }
        output.write(SessionLint.findings(of: report), in: name)
    }
}

/// A file or standard input, read bit by bit.
struct TranscriptStream: ~Copyable {
    private let descriptor: Descriptor
    private let path: String

    init(_ path: String) throws(Failure) {
        self.path = path
        do {
            descriptor =
                path == ScriptSearch.standardInput
                ? .standardInput : try Descriptor(reading: path)
        } catch {
            throw Failure("cannot read \(path): \(error)")
        }
    }

    deinit { if descriptor != .standardInput { try? descriptor.shut() } }

    /// The next octets, at most so many; nil at the end.
    func next(_ limit: Int) throws(Failure) -> [UInt8]? {
        do {
            let octets = try descriptor.readSome(limit: limit)
            return octets.isEmpty ? nil : octets
        } catch {
            throw Failure("cannot read \(path): \(error)")
        }
    }
}
