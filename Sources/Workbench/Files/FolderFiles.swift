import SMTPScript

/// The files that a script names: below the folder that the script is in.
public struct FolderFiles: ScriptFiles {
    private let files: any FileAccess
    private let folder: String

    /// The files of a script.
    ///
    /// - Parameters:
    ///   - script: the script's own path
    ///   - files: where files are
    public init(of script: String, _ files: any FileAccess) {
        self.files = files
        folder = script.lastIndex(of: "/").map { String(script[...$0]) } ?? ""
    }

    /// Reads a file below the script's folder.
    ///
    /// - Parameters:
    ///   - path: the file, relative to the script's folder, without `..`
    ///   - limit: the most octets to read
    /// - Returns: its octets
    /// - Throws: why it cannot be read
    public func read(_ path: String, limit: Int) throws(ScriptFileError) -> [UInt8] {
        guard staysInside(path) else {
            throw ScriptFileError(path: path, reason: "a link leads out of the script's folder")
        }
        do {
            return try files.read(folder + path, limit: limit)
        } catch {
            throw ScriptFileError(path: path, reason: error.why)
        }
    }

    /// Whether a program of that name can be started here.
    ///
    /// - Parameter name: the program, without a path
    /// - Returns: whether it is there
    public func hasProgram(_ name: String) -> Bool { files.hasProgram(name) }

    /// Whether a file is below the folder after following symbolic links; true for one that does
    /// not exist.
    private func staysInside(_ path: String) -> Bool {
        guard let file = files.realPath(folder + path),
            let inside = files.realPath(folder.isEmpty ? "." : folder)
        else { return true }
        return file.hasPrefix(inside.hasSuffix("/") ? inside : inside + "/")
    }
}
