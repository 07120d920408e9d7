import Foundation
import SMTPScript
import SMTPSimulator
import Testing

/// A script file, and how to run it.
struct GoldenTranscript: Sendable, CustomTestStringConvertible {
    /// The path below the package's root.
    let name: String
    let bytes: [UInt8]
    private let folder: URL

    init(_ file: URL) throws {
        name = String(file.path.dropFirst(GoldenTranscript.root.path.count + 1))
        bytes = Array(try Data(contentsOf: file))
        folder = file.deletingLastPathComponent()
    }

    var testDescription: String { name }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Why the octets of a write cannot come one by one, if the script says so.
    var reasonAgainstOctets: Substring? {
        let mark = "# not by octets: "
        return text.split(separator: "\n").first { $0.hasPrefix(mark) }?.dropFirst(mark.count)
    }

    func run() -> ScriptReport { run(bytes) }

    /// Runs another script as if it were in this one's place.
    func run(_ other: [UInt8]) -> ScriptReport {
        ScriptRunner(files: TranscriptFolder(folder: folder)).run(other, name: name)
    }
}

extension GoldenTranscript {
    /// Every script that the package has.
    static let all: [GoldenTranscript] = {
        do {
            return try (files(in: "Tests/Transcripts/Scripts") + files(in: "Examples"))
                .map(GoldenTranscript.init)
        } catch {
            preconditionFailure("cannot read the transcripts: \(error)")
        }
    }()

    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func files(in folder: String) throws -> [URL] {
        let path = root.appending(path: folder)
        let names = try FileManager.default.subpathsOfDirectory(atPath: path.path)
        // Those for real servers expect nothing: what a server says is the result.
        return names.filter { $0.hasSuffix(".smtp") && !$0.hasPrefix("servers/") }.sorted()
            .map { path.appending(path: $0) }
    }
}

/// The files below a script's folder.
struct TranscriptFolder: ScriptFiles {
    let folder: URL

    func read(_ path: String, limit: Int) throws(ScriptFileError) -> [UInt8] {
        guard let data = try? Data(contentsOf: folder.appending(path: path)) else {
            throw ScriptFileError(path: path, reason: "no such file")
        }
        guard data.count <= limit else { throw ScriptFileError(path: path, reason: "too large") }
        return Array(data)
    }
}
