import SMTPPolicy
import Workbench

/// Finds the scripts that a command line names: files as they are, folders with all that is in them.
struct ScriptSearch {
    /// Only paths that fit are taken; nil for all.
    let filter: String?
    /// The scripts found, in the order of the arguments, those of a folder sorted.
    private(set) var paths: [String] = []
    /// What could not be read.
    private(set) var faults: [FileFault] = []

    private static let deepest = 32
    private let files = DiskFiles()

    init(filter: String?) { self.filter = filter }

    /// Adds what one argument names.
    ///
    /// - Parameter path: a file or a folder
    mutating func add(_ path: String) {
        if files.isFolder(path) {
            search(path.hasSuffix("/") ? path : path + "/", depth: 0)
        } else if fits(path) {
            paths.append(path)
        }
    }

    private mutating func search(_ folder: String, depth: Int) {
        guard depth < ScriptSearch.deepest else { return }
        do {
            for name in try files.names(in: folder) {
                let path = folder + name
                if files.isFolder(path) {
                    search(path + "/", depth: depth + 1)
                } else if name.hasSuffix(".smtp"), fits(path) {
                    paths.append(path)
                }
            }
        } catch {
            faults.append(error)
        }
    }

    private func fits(_ path: String) -> Bool {
        guard let filter, !filter.isEmpty else { return true }
        let hasWildcard = filter.contains("*") || filter.contains("?")
        return Glob(hasWildcard ? filter : "*\(filter)*").matches(Array(path.utf8))
    }
}
