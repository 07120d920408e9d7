import Dispatch
import SMTPScript
import SMTPSimulator
import Workbench

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Runs many scripts, several at a time; the results come in the order of the scripts.
struct ScriptBatch: Sendable {
    let options: ScriptRunOptions
    /// Whether scripts are rewritten to what the server does.
    let updates: Bool

    /// How many processors there are.
    static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Runs scripts.
    ///
    /// - Parameters:
    ///   - paths: the scripts
    ///   - jobs: how many run at a time, at least 1
    /// - Returns: what came of each, in the same order
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
        do {
            let octets = try DiskFiles().read(path, limit: options.limits.fileSize)
            return updates ? try update(path, octets) : RunResult(run(path, octets))
        } catch {
            return RunResult(unreadable: path, error.description)
        }
    }

    private func run(_ path: String, _ octets: [UInt8]) -> ScriptReport {
        ScriptRunner(files: FolderFiles(of: path, DiskFiles()))
            .run(octets, name: path, options: options)
    }

    /// Runs a script, rewrites it, and runs it once more: what failed then cannot be rewritten.
    private func update(_ path: String, _ octets: [UInt8]) throws(FileFault) -> RunResult {
        let report = run(path, octets)
        guard !report.update.isEmpty else { return RunResult(report) }
        guard let updated = try? report.update.applied(limits: options.limits).bytes else {
            return RunResult(unreadable: path, "\(path): the updated script exceeds the bounds")
        }
        guard updated != octets else { return RunResult(report) }
        try DiskFiles().write(updated, to: path)
        var result = RunResult(run(path, updated))
        result.difference = unifiedDiff(old: octets, new: updated, name: path)
        return result
    }
}
