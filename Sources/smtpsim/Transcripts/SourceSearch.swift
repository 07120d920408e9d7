import SMTPPolicy
import SystemCalls
import Workbench

/// Finds what a command line names: files, everything in folders, and what patterns such as `logs/*.txt` match.
struct SourceSearch {
    /// What stands for standard input among the paths.
    static let standardInput = "-"

    /// What is said where no path is given.
    static let missing = "Missing expected argument '<paths> ...'; - is standard input"

    /// The files found, in the order of the arguments; those of a folder or pattern sorted.
    private(set) var paths: [String] = []
    /// Folders that could not be read.
    private(set) var faults: [FileFault] = []
    private let takesAll: Bool
    private var count = 0

    /// How deep folders are searched.
    private static let deepest = 32
    /// How many files there may be.
    private static let most = 1_000_000

    /// A search; all files of a folder count, or those that end with `.smtp`.
    init(takesAll: Bool) { self.takesAll = takesAll }

    /// Adds what an argument names; throws if there is too much, or nothing that a pattern matches.
    mutating func add(_ path: String) throws(Failure) {
        guard path != SourceSearch.standardInput else { return paths.append(path) }
        if FilePath(path).isFolder {
            try search(path.hasSuffix("/") ? path : path + "/", depth: 0)
        } else if !FilePath(path).exists, SourceSearch.isPattern(path) {
            let found = SourceSearch.matches(path)
            guard !found.isEmpty else { throw Failure("nothing matches \(path)") }
            for match in found where !FilePath(match).isFolder { paths.append(match) }
        } else {
            paths.append(path)
        }
    }

    /// Whether a path has wildcards.
    static func isPattern(_ path: String) -> Bool { path.contains("*") || path.contains("?") }

    /// The paths that a pattern matches, whose wildcards are in names, not across folders.
    static func matches(_ pattern: String) -> [String] {
        var found = [pattern.hasPrefix("/") ? "/" : ""]
        for part in pattern.split(separator: "/").map(String.init) {
            guard isPattern(part) else {
                found = found.map { $0 + part + "/" }.filter {
                    FilePath(String($0.dropLast())).exists
                }
                continue
            }
            let glob = Glob(part)
            found = found.flatMap { folder in
                let names = (try? DiskFiles().names(in: folder.isEmpty ? "." : folder)) ?? []
                return names.filter { glob.matches(Array($0.utf8)) }.map { folder + $0 + "/" }
            }
        }
        return found.map { String($0.dropLast()) }
    }

    private mutating func search(_ folder: String, depth: Int) throws(Failure) {
        guard depth <= SourceSearch.deepest else {
            throw Failure("\(folder) is more than \(SourceSearch.deepest) folders deep")
        }
        let names: [String]
        do {
            names = try DiskFiles().names(in: folder)
        } catch {
            return faults.append(error)
        }
        count += names.count
        guard count <= SourceSearch.most else {
            throw Failure("more than \(SourceSearch.most) files")
        }
        for name in names {
            let path = folder + name
            if FilePath(path).isFolder {
                try search(path + "/", depth: depth + 1)
            } else if takesAll || name.hasSuffix(".smtp") {
                paths.append(path)
            }
        }
    }
}
