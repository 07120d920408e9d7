import SMTPImport
import SMTPSimulator
import SystemCalls
import Workbench

/// Where the scripts of transcripts are written: one file, or a folder with a file for each conversation.
///
///     smtpsim import logs -o scripts/      logs/a/s.txt → scripts/a/s.txt.smtp
///
/// No source is overwritten, and no script takes the place of another.
struct ImportOutput {
    private let path: String
    private let isFolder: Bool
    /// How many sources there are.
    private let count: Int
    /// The folders that were named, each with `/` at its end.
    private let folders: [String]
    /// The sources, without symbolic links.
    private let sources: Set<String>
    /// The sources of the files that were written, by their paths.
    private var written: [String: String] = [:]
    /// What the names of the scripts of long sources begin with.
    private var longBases: [String] = []

    /// The place that a path names; the sources are those found by the arguments.
    init(_ path: String, of arguments: [String], _ sources: [String]) {
        isFolder = path.hasSuffix("/") || FilePath(path).isFolder
        self.path = isFolder && !path.hasSuffix("/") ? path + "/" : path
        count = sources.count
        folders = arguments.filter { FilePath($0).isFolder }
            .map { $0.hasSuffix("/") ? $0 : $0 + "/" }
        self.sources = Set(sources.compactMap { FilePath($0).real })
    }

    /// Writes the scripts of a source: all, or none if one has no place of its own.
    mutating func write(
        _ transcript: TranscriptImport, from source: String, _ settings: SimulatorSettings
    ) throws(Failure) {
        guard isFolder else {
            try claimAlone(for: source)
            return try ImportOutput.write(transcript.tunedJoinedScript(settings), to: path)
        }
        let scripts = transcript.tunedScripts(settings)
        let name = path + place(of: source)
        let paths = scripts.indices.map { scripts.count == 1 ? name : "\(name)-\($0 + 1)" }
            .map { $0 + ".smtp" }
        for path in paths { try claim(path, for: source) }
        for (script, path) in zip(scripts, paths) {
            try makeFolders(of: path)
            try ImportOutput.write(script, to: path)
        }
    }

    /// Where the scripts of a long source go: into one file, or several whose names begin alike.
    mutating func place(ofLong source: String) throws(Failure) -> LongImportOutput.Form {
        guard isFolder else {
            try claimAlone(for: source)
            return .script(path: path)
        }
        let base = path + place(of: source)
        for other in written.keys where other.hasPrefix(base + "-") {
            try claim(other, for: source)
        }
        longBases.append(base)
        try makeFolders(of: base)
        return .scripts(base: base)
    }

    private mutating func claimAlone(for source: String) throws(Failure) {
        guard count == 1 else {
            throw Failure("--output \(path) is one file", hint: ImportOutput.folderHint)
        }
        try claim(path, for: source)
    }

    private static let folderHint = "a path that ends with / is a folder"

    /// The path below the folder: that of the source below the folder which was named, or its name alone.
    private func place(of source: String) -> String {
        guard source != SourceSearch.standardInput else { return "stdin" }
        if let folder = folders.first(where: { source.hasPrefix($0) }) {
            return String(source.dropFirst(folder.count))
        }
        return source.split(separator: "/").last.map(String.init) ?? "transcript"
    }

    private mutating func claim(_ path: String, for source: String) throws(Failure) {
        if let real = FilePath(path).real, sources.contains(real) {
            throw Failure(
                "\(source): \(path) is a source, and is not overwritten",
                hint: "--output takes another path")
        }
        if let other = written[path] {
            throw Failure(
                "\(source): \(path) is the script of \(other) already",
                hint: "import one of them into another folder")
        }
        if let base = longBases.first(where: { path.hasPrefix($0 + "-") }) {
            throw Failure(
                "\(source): \(path) may be a script of the source of \(base) already",
                hint: "import one of them into another folder")
        }
        written[path] = source
    }

    private func makeFolders(of path: String) throws(Failure) {
        for end in path.indices.dropFirst() where path[end] == "/" {
            let folder = FilePath(String(path[..<end]))
            guard !folder.isFolder else { continue }
            do {
                try folder.makeFolder()
            } catch {
                throw Failure("cannot make the folder \(folder.text): \(error)")
            }
        }
    }

    /// Writes one script.
    static func write(_ script: ImportedScript, to path: String) throws(Failure) {
        do {
            try DiskFiles().write(script.octets, to: path)
        } catch {
            throw Failure(error.description)
        }
    }
}
