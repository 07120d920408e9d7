import Dispatch
import SMTPScript
import SMTPSimulator
import Workbench

/// Runs many scripts, several at a time, with the results in order.
struct ScriptBatch: Sendable {
    let options: ScriptRunOptions
    /// Whether scripts are rewritten to what the server does.
    let updates: Bool

    /// Runs the scripts at these paths, as many at a time as there are jobs.
    func run(_ paths: [String], jobs: Int) -> [RunResult] {
        let workers = min(max(1, jobs), paths.count)
        guard workers > 1 else { return paths.map(result) }
        let results = UnsafeMutablePointer<RunResult?>.allocate(capacity: paths.count)
        results.initialize(repeating: nil, count: paths.count)
        defer {
            results.deinitialize(count: paths.count)
            results.deallocate()
        }
        // Safe: each place is written by one worker only, and read when all have ended.
        nonisolated(unsafe) let places = results
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for index in stride(from: worker, to: paths.count, by: workers) {
                places[index] = result(paths[index])
            }
        }
        return (0..<paths.count).compactMap { results[$0] }
    }

    private func result(_ path: String) -> RunResult {
        guard path != ScriptSearch.standardInput else { return standardInput }
        do {
            let octets = try DiskFiles().read(path, limit: options.limits.fileSize)
            return updates
                ? try update(path, octets) : RunResult(ScriptReport(of: octets, path, options))
        } catch {
            return RunResult(unreadable: path, error.description)
        }
    }

    /// The script that comes through standard input.
    private var standardInput: RunResult {
        do throws(Failure) {
            return RunResult(try ScriptReport(ofStandardInput: options))
        } catch {
            return RunResult(unreadable: "standard input", error.message)
        }
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
        self.init(of: octets, path, options)
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
        self.init(of: octets, "", options, name: "standard input")
    }

    /// Writes the report to standard error, and ends the program.
    func end(with status: ExitStatus) throws -> Never {
        note()
        throw status
    }

    /// Writes the report to standard error.
    func note() { for line in lines { Console.note(line) } }
}
