import SMTPPolicy
import SystemCalls
import Workbench

/// Finds the scripts that a command line names: files, and everything in folders.
struct ScriptSearch {
    /// What stands for standard input among the paths.
    static let standardInput = "-"

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
    /// How many names were looked at in the folders of one argument.
    private var nameCount = 0

    init(filter: String?) { self.filter = filter }

    /// Adds the file or folder that an argument names; throws if there is too much in it.
    mutating func add(_ path: String) throws(Failure) {
        nameCount = 0
        if path != ScriptSearch.standardInput, FilePath(path).isFolder {
            let count = paths.count
            try search(path.hasSuffix("/") ? path : path + "/", depth: 0, of: path)
            if paths.count == count, !isFiltered { try addAll(of: path) }
        } else if !FilePath(path).exists, SourceSearch.isPattern(path) {
            let matches = SourceSearch.matches(path).filter { !FilePath($0).isFolder }
            guard !matches.isEmpty else { throw Failure("nothing matches \(path)") }
            matches.forEach { take($0) }
        } else {
            take(path)
        }
    }

    /// A folder without scripts is one of other programs' transcripts.
    private mutating func addAll(of folder: String) throws(Failure) {
        var all = SourceSearch(takesAll: true)
        try all.add(folder)
        for path in all.paths { take(path) }
    }

    private mutating func isNew(_ path: String) -> Bool {
        guard path != ScriptSearch.standardInput else { return seen.insert(path).inserted }
        return seen.insert(FilePath(path).real ?? path).inserted
    }

    private mutating func search(
        _ folder: String, depth: Int, of argument: String
    ) throws(Failure) {
        guard isNew(folder) else { return }
        guard depth <= ScriptSearch.deepest else {
            throw tooMuch(in: argument, "folders more than \(ScriptSearch.deepest) deep")
        }
        let names: [String]
        do {
            names = try DiskFiles().names(in: folder)
        } catch {
            return faults.append(error)
        }
        nameCount += names.count
        guard nameCount <= ScriptSearch.mostNames else {
            throw tooMuch(in: argument, "more than \(ScriptSearch.mostNames) files")
        }
        for name in names {
            let path = folder + name
            if FilePath(path).isFolder {
                try search(path + "/", depth: depth + 1, of: argument)
            } else if name.hasSuffix(".smtp") {
                take(path)
            }
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

extension ScriptSearch {
    /// How deep folders are searched.
    private static let deepest = 32
    /// How many files and folders are looked at for one argument: a home folder may have more.
    private static let mostNames = 20_000

    private func tooMuch(in argument: String, _ what: String) -> Failure {
        Failure("\(argument) has \(what)", hint: "name the folder that the scripts are in")
    }
}
