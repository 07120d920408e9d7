import SMTPScript
import SMTPSimulator
import Workbench

/// A script on the disk.
struct ScriptFile {
    /// Its path, as the person named it.
    let path: String
    /// Its octets.
    let octets: [UInt8]

    /// Reads a script.
    ///
    /// - Parameter path: its path
    /// - Throws: the status to end with, when what is wrong was told
    init(_ path: String) throws(ExitStatus) {
        self.path = path
        do {
            octets = try DiskFiles().read(path, limit: ScriptLimits().fileSize)
        } catch {
            Console.fail(error.description)
            throw .usage
        }
    }

    /// Plays the script.
    ///
    /// - Parameter options: how
    /// - Returns: what came of it
    func run(_ options: ScriptRunOptions) -> ScriptReport {
        ScriptRunner(files: FolderFiles(of: path, DiskFiles()))
            .run(octets, name: path, options: options)
    }
}
