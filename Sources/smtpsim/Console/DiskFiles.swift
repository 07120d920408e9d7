import SystemCalls
import Workbench

/// Files on the disk, by paths as the shell would take them.
struct DiskFiles: FileAccess {
    func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        do {
            return try FilePath(path).contents(limit: limit)
        } catch {
            throw fault("read", path, error, limit: limit)
        }
    }

    func write(_ octets: [UInt8], to path: String) throws(FileFault) {
        do {
            try FilePath(path).replace(with: octets)
        } catch {
            throw fault("write", path, error)
        }
    }

    func exists(_ path: String) -> Bool { FilePath(path).exists }

    func paths(beginningWith prefix: String) -> [String] {
        let nameStart = prefix.lastIndex(of: "/").map { prefix.index(after: $0) }
        let folder = String(prefix[..<(nameStart ?? prefix.startIndex)])
        let name = prefix[folder.endIndex...]
        let names = (try? self.names(in: folder.isEmpty ? "." : folder)) ?? []
        return names.lazy.filter { $0.hasPrefix(name) }.prefix(100).map { name in
            FilePath(folder + name).isFolder ? folder + name + "/" : folder + name
        }
    }

    func realPath(_ path: String) -> String? { FilePath(path).real }

    func hasProgram(_ name: String) -> Bool {
        guard !name.isEmpty, !name.contains("/") else { return false }
        let folders = ThisProcess.environment("PATH") ?? "/usr/bin:/bin"
        return folders.split(separator: ":").contains { FilePath("\($0)/\(name)").isExecutable }
    }

    /// The names in a folder, sorted, without hidden ones.
    func names(in path: String) throws(FileFault) -> [String] {
        do {
            return try FilePath(path).names().filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw fault("read", path, error)
        }
    }

    /// What a system error means for a person.
    func fault(
        _ operation: String, _ path: String, _ error: SystemError, limit: Int = .max
    ) -> FileFault {
        let reason: FileFault.Reason =
            switch error {
            case .notRegular: FilePath(path).isFolder ? .folder : .special
            case .tooLarge where limit < .max: .tooLarge(limit: limit)
            default: .system(error.description)
            }
        return FileFault(cannot: operation, path, reason)
    }
}

/// A person's own files, in the folders of the XDG base directory specification.
enum PersonalFiles {
    /// The history of the prompt: `$XDG_STATE_HOME/smtpsim/history`.
    static var history: String? { path("XDG_STATE_HOME", ".local/state", "smtpsim/history") }

    /// The script that is played before everything else: `$XDG_CONFIG_HOME/smtpsim/init.smtp`.
    static var initScript: String? { path("XDG_CONFIG_HOME", ".config", "smtpsim/init.smtp") }

    /// The folder that a variable names must be absolute.
    private static func path(_ variable: String, _ usual: String, _ rest: String) -> String? {
        if let folder = ThisProcess.environment(variable), folder.hasPrefix("/") {
            return "\(folder)/\(rest)"
        }
        return ThisProcess.environment("HOME").map { "\($0)/\(usual)/\(rest)" }
    }
}
