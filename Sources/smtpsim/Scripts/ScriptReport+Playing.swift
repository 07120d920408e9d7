import SMTPScript
import SMTPSimulator
import Workbench

extension ScriptReport {
    /// Plays the script in a file.
    ///
    /// - Throws: what ends the program, if the file cannot be read or is no script
    init(playing path: String, _ options: ScriptRunOptions) throws {
        let octets: [UInt8]
        do {
            octets = try DiskFiles().read(path, limit: options.limits.fileSize)
        } catch {
            throw Failure(error.description)
        }
        self.init(of: octets, path, options)
        if case .invalid = outcome { try end(with: .usage) }
    }

    /// Plays a script that was read; files that it names are beside it.
    init(of octets: [UInt8], _ path: String, _ options: ScriptRunOptions, name: String? = nil) {
        self = ScriptRunner(files: FolderFiles(of: path, DiskFiles()))
            .run(octets, name: name ?? path, options: options)
    }

    /// Writes the report to standard error, and ends the program.
    func end(with status: ExitStatus) throws -> Never {
        note()
        throw status
    }

    /// Writes the report to standard error.
    func note() { for line in lines { Console.note(line) } }
}
