import Foundation

/// A folder as a reader has it: the examples, the programs in PATH, and a home of its own.
final class Workspace {
    let folder: URL

    /// Where the programs are: beside the test bundle.
    static var programs: URL { Bundle.main.bundleURL }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("smtpsim-docs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: Document.repository.appendingPathComponent("Examples"),
            to: folder.appendingPathComponent("Examples"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Writes the blocks that are files.
    func write(_ block: FencedBlock) throws {
        guard let name = block.fileName else { return }
        try Data(block.text.utf8).write(to: folder.appendingPathComponent(name))
    }

    var environment: [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return [
            "PATH": "\(Workspace.programs.path):\(path)", "HOME": folder.path, "TERM": "dumb",
            "LANG": "C.UTF-8", "COLUMNS": "100",
        ]
    }

    /// Closes what a shell has from here beside its standard descriptors: a server that it leaves running would
    /// have it too, and `Process` waits until nobody does.
    private static let closingOthers = """
        for fd in /proc/$BASHPID/fd/*; do
            fd=${fd##*/}
            if [ "$fd" -gt 2 ] && [ "$fd" -ne 255 ]; then eval "exec $fd>&-"; fi
        done

        """

    /// Runs a command of the shell to its end.
    ///
    /// Its output goes to a file, so that nothing waits for anybody to read it.
    ///
    /// - Returns: what it wrote, standard error among it, and its status
    func run(_ command: String) throws -> (output: String, status: Int32) {
        let name = folder.appendingPathComponent(".output-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: name.path, contents: nil)
        let file = try FileHandle(forWritingTo: name)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", Workspace.closingOthers + command]
        process.currentDirectoryURL = folder
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = file
        process.standardError = file
        try process.run()
        process.waitUntilExit()
        let output = String(decoding: try Data(contentsOf: name), as: UTF8.self)
        try FileManager.default.removeItem(at: name)
        return (output.replacingOccurrences(of: "\r\n", with: "\n"), process.terminationStatus)
    }
}
