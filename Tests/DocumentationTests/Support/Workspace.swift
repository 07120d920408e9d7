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

    /// Runs a command of the shell to its end.
    ///
    /// Its output goes to a file, so that nothing waits for anybody to read it.
    ///
    /// - Returns: what it wrote, standard error among it, and its status
    func run(_ command: String) throws -> (output: String, status: Int32) {
        let name = folder.appendingPathComponent(".output-\(UUID().uuidString)")
        let status = try spawn(
            ["/bin/bash", "-c", "cd \"$0\" || exit\n\(command)", folder.path], writingTo: name.path)
        let output = String(decoding: try Data(contentsOf: name), as: UTF8.self)
        try FileManager.default.removeItem(at: name)
        return (output.replacingOccurrences(of: "\r\n", with: "\n"), status)
    }

    /// Runs a program, and waits for it alone: Foundation waits for all that it leaves in the background too, and
    /// lets it inherit the signals that a thread of its own blocks.
    private func spawn(_ words: [String], writingTo output: String) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var child = pid_t()
        let error = posix_spawn(&child, words[0], &actions, &attributes, &arguments, &variables)
        guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EIO) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }
}
