import SMTPScript

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
