import SMTPScript

/// The files a person names at the prompt; the workbench's owner says where they are.
package protocol FileAccess: Sendable {
    /// Reads a file.
    func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8]

    /// Writes a file, replacing an existing one atomically.
    func write(_ octets: [UInt8], to path: String) throws(FileFault)

    /// Whether there is a file or folder of that name.
    func exists(_ path: String) -> Bool

    /// At most a hundred paths that begin with a prefix, folders with `/` at the end.
    func paths(beginningWith prefix: String) -> [String]

    /// Where a file or folder really is, after resolving symbolic links.
    func realPath(_ path: String) -> String?

    /// Whether the shell would find a program of that name.
    func hasProgram(_ name: String) -> Bool
}

/// A file that could not be read or written.
package struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: Hashable, Sendable {
        /// The system says why: `No such file or directory`.
        case system(String)
        case folder
        /// It is neither a regular file nor a folder.
        case special
        case tooLarge(limit: Int)
    }

    /// What was attempted: `read` or `write`.
    package let operation: String
    /// The path as the person typed it.
    package let path: String
    package let reason: Reason

    package init(cannot operation: String, _ path: String, _ reason: Reason) {
        self.operation = operation
        self.path = path
        self.reason = reason
    }

    /// Why it failed, in lower case: `it is a folder`.
    package var why: String {
        switch reason {
        case .system(let text): text
        case .folder: "it is a folder"
        case .special: "it is not a regular file"
        case .tooLarge(let limit): "it has more than \(limit) octets"
        }
    }

    /// The fault in one line, without a full stop: `cannot read x.smtp: No such file or directory`.
    package var description: String { "cannot \(operation) \(path): \(why)" }
}

/// The files that a script names: below the folder that the script is in.
package struct FolderFiles: ScriptFiles {
    private let files: any FileAccess
    private let folder: String

    package init(of script: String, _ files: any FileAccess) {
        self.files = files
        folder = script.lastIndex(of: "/").map { String(script[...$0]) } ?? ""
    }

    package func read(_ path: String, limit: Int) throws(ScriptFileError) -> [UInt8] {
        guard staysInside(path) else {
            throw ScriptFileError(path: path, reason: "a link leads out of the script's folder")
        }
        do {
            return try files.read(folder + path, limit: limit)
        } catch {
            throw ScriptFileError(path: path, reason: error.why)
        }
    }

    package func hasProgram(_ name: String) -> Bool { files.hasProgram(name) }

    /// Whether a file is below the folder after following symbolic links; true for one that does
    /// not exist.
    private func staysInside(_ path: String) -> Bool {
        guard let file = files.realPath(folder + path),
            let inside = files.realPath(folder.isEmpty ? "." : folder)
        else { return true }
        return file.hasPrefix(inside.hasSuffix("/") ? inside : inside + "/")
    }
}

/// The files that `:file` names at the prompt, as scripts read theirs.
struct PromptFiles: ScriptFiles {
    let files: any FileAccess

    func read(_ path: String, limit: Int) throws(ScriptFileError) -> [UInt8] {
        do {
            return try files.read(path, limit: limit)
        } catch {
            throw ScriptFileError(path: path, reason: error.why)
        }
    }
}
