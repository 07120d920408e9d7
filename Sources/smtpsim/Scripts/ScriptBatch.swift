import Dispatch
import OctetText
import SMTPImport
import SMTPScript
import SMTPSimulator
import Workbench

/// Runs many scripts, several at a time, with the results in order.
struct ScriptBatch: Sendable {
    let options: ScriptRunOptions
    /// Whether scripts are rewritten to what the server does.
    let updates: Bool
    /// The format of other programs' transcripts; nil to recognise it.
    var format: String?
    /// Whether such a transcript sets up a server like the recorded one.
    var setsServer = true

    /// Runs the scripts at these paths, as many at a time as there are jobs.
    func run(_ paths: [String], jobs: Int) -> [RunResult] {
        let workers = min(max(1, jobs), paths.count)
        guard workers > 1 else { return paths.flatMap(results) }
        let results = UnsafeMutablePointer<[RunResult]?>.allocate(capacity: paths.count)
        results.initialize(repeating: nil, count: paths.count)
        defer {
            results.deinitialize(count: paths.count)
            results.deallocate()
        }
        // Safe: each place is written by one worker only, and read when all have ended.
        nonisolated(unsafe) let places = results
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for index in stride(from: worker, to: paths.count, by: workers) {
                places[index] = self.results(paths[index])
            }
        }
        return (0..<paths.count).flatMap { results[$0] ?? [] }
    }

    /// The results of a source: one of a script, one for each conversation of another program's transcript.
    private func results(_ path: String) -> [RunResult] {
        do throws(Failure) {
            let source = try TranscriptSource(path)
            if let transcript = source.transcript(from: format) {
                guard !updates else { return [notRewritten(source.name)] }
                return results(transcript)
            }
            return [try result(path, source)]
        } catch {
            return [RunResult(unreadable: path, error.message)]
        }
    }

    private func result(_ path: String, _ source: TranscriptSource) throws(Failure) -> RunResult {
        var options = options
        guard path != ScriptSearch.standardInput else {
            options.isFile = false
            return RunResult(ScriptReport(of: source.octets, "", options, name: source.name))
        }
        do throws(FileFault) {
            return updates
                ? try update(path, source.octets)
                : RunResult(ScriptReport(of: source.octets, path, options))
        } catch {
            throw Failure(error.description)
        }
    }

    /// The results of each conversation of a transcript.
    func results(_ transcript: TranscriptImport) -> [RunResult] {
        var transcript = transcript
        transcript.showsSecrets = options.showsSecrets
        transcript.setsServer = setsServer
        var options = options
        options.isFile = false
        return transcript.scripts.map { script in
            var result = RunResult(
                ScriptReport(of: script.octets, script.name, options, name: script.name))
            result.readAs = transcript.summary
            return result
        }
    }

    private func notRewritten(_ name: String) -> RunResult {
        RunResult(
            unreadable: name,
            "\(name) is no script: smtpsim import \(EscapedText.word(name)) -o FILE.smtp makes one")
    }

    /// Runs a script, rewrites it, and runs it again: what fails then cannot be fixed by rewriting.
    private func update(_ path: String, _ octets: [UInt8]) throws(FileFault) -> RunResult {
        let report = ScriptReport(of: octets, path, options)
        guard !report.update.isEmpty else { return RunResult(report) }
        guard let updated = try? report.update.applied(limits: options.limits).bytes else {
            return RunResult(unreadable: path, "\(path): the updated script exceeds the bounds")
        }
        guard updated != octets else { return RunResult(report) }
        try DiskFiles().write(updated, to: path)
        var result = RunResult(ScriptReport(of: updated, path, options))
        result.difference = unifiedDiff(old: octets, new: updated, name: path)
        return result
    }
}

extension ScriptReport {
    /// Plays the script in a file.
    init(playing path: String, _ options: ScriptRunOptions) throws {
        let octets: [UInt8]
        do {
            octets = try DiskFiles().read(path, limit: options.limits.fileSize)
        } catch {
            throw Failure(error.description)
        }
        var transcript = TranscriptImport(octets, name: path)
        transcript?.showsSecrets = options.showsSecrets
        if let transcript { Console.note("# \(transcript.summary)") }
        self.init(of: transcript?.joinedScript.octets ?? octets, path, options)
        if case .invalid = outcome { try end(with: .usage) }
    }

    /// Plays a script that was read; files that it names are beside it.
    init(of octets: [UInt8], _ path: String, _ options: ScriptRunOptions, name: String? = nil) {
        let pages = PageLines(width: Console.columns, showsSecrets: options.showsSecrets)
        self = ScriptRunner(files: FolderFiles(of: path, DiskFiles()), pages: pages)
            .run(octets, name: name ?? path, options: options)
    }

    /// Plays a script that comes through standard input; files that it names are below the
    /// current folder.
    init(
        ofStandardInput options: ScriptRunOptions, from reader: PieceReader = PieceReader()
    ) throws(Failure) {
        var reader = reader
        var options = options
        options.isFile = false
        let octets = try reader.rest(limit: options.limits.fileSize)
        var transcript = TranscriptImport(octets, name: "standard input")
        transcript?.showsSecrets = options.showsSecrets
        if let transcript { Console.note("# \(transcript.summary)") }
        self.init(
            of: transcript?.joinedScript.octets ?? octets, "", options, name: "standard input")
    }

    /// Writes the report to standard error, and ends the program.
    func end(with status: ExitStatus) throws -> Never {
        note()
        throw status
    }

    /// Writes the report to standard error.
    func note() { for line in lines { Console.note(line) } }
}
