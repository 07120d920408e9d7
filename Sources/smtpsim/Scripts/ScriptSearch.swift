import SMTPPolicy
import SystemCalls
import Workbench

/// Finds the scripts that a command line names: files, and everything in folders.
struct ScriptSearch {
    /// A pattern for paths; nil for all.
    let filter: String?
    /// The scripts found, in the order of the arguments, those of a folder sorted.
    private(set) var paths: [String] = []
    /// Folders that could not be read.
    private(set) var faults: [FileFault] = []
    /// Whether the filter left scripts out.
    private(set) var isFiltered = false

    /// The real paths found so far: symbolic links can lead to them again.
    private var seen: Set<String> = []

    init(filter: String?) { self.filter = filter }

    /// Adds the file or folder that an argument names.
    mutating func add(_ path: String) {
        if FilePath(path).isFolder {
            search(path.hasSuffix("/") ? path : path + "/")
        } else {
            take(path)
        }
    }

    private mutating func isNew(_ path: String) -> Bool {
        seen.insert(FilePath(path).real ?? path).inserted
    }

    private mutating func search(_ folder: String) {
        guard isNew(folder) else { return }
        do {
            for name in try DiskFiles().names(in: folder) {
                let path = folder + name
                if FilePath(path).isFolder {
                    search(path + "/")
                } else if name.hasSuffix(".smtp") {
                    take(path)
                }
            }
        } catch {
            faults.append(error)
        }
    }

    private mutating func take(_ path: String) {
        guard fits(path) else { return isFiltered = true }
        if isNew(path) { paths.append(path) }
    }

    private func fits(_ path: String) -> Bool {
        guard let filter, !filter.isEmpty else { return true }
        let hasWildcard = filter.contains("*") || filter.contains("?")
        return Glob(hasWildcard ? filter : "*\(filter)*").matches(Array(path.utf8))
    }
}
