import SystemCalls
import Workbench

/// Finds the transcripts that a command line names: files, and all files in folders.
struct TranscriptSearch {
    /// The files found, in the order of the arguments, those of a folder sorted.
    private(set) var paths: [String] = []
    /// Folders that could not be read.
    private(set) var faults: [FileFault] = []

    /// The real paths of the folders found so far: symbolic links can lead to them again.
    private var seen: Set<String> = []
    private var nameCount = 0

    /// Adds the file or folder that an argument names; throws if there is too much in it.
    mutating func add(_ path: String) throws(Failure) {
        nameCount = 0
        guard path != ScriptSearch.standardInput, FilePath(path).isFolder else {
            return paths.append(path)
        }
        try search(path.hasSuffix("/") ? path : path + "/", depth: 0, of: path)
    }

    private mutating func search(
        _ folder: String, depth: Int, of argument: String
    ) throws(Failure) {
        guard seen.insert(FilePath(folder).real ?? folder).inserted else { return }
        guard depth <= TranscriptSearch.deepest else {
            throw Failure("\(argument) has folders more than \(TranscriptSearch.deepest) deep")
        }
        let names: [String]
        do {
            names = try DiskFiles().names(in: folder)
        } catch {
            return faults.append(error)
        }
        nameCount += names.count
        guard nameCount <= TranscriptSearch.mostNames else {
            throw Failure("\(argument) has more than \(TranscriptSearch.mostNames) files")
        }
        for name in names where !name.hasPrefix(".") {
            let path = folder + name
            if FilePath(path).isFolder {
                try search(path + "/", depth: depth + 1, of: argument)
            } else {
                paths.append(path)
            }
        }
    }

    private static let deepest = 32
    private static let mostNames = 1_000_000
}
