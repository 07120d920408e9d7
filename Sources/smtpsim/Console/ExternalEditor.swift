import SystemCalls
import Workbench

/// The editor that `$VISUAL` or `$EDITOR` names, and a file for it that is the person's alone.
struct ExternalEditor: TextEditing {
    /// What is read back at most.
    private static let sizeLimit = 64 << 20

    func edit(_ text: [UInt8]) throws(EditFault) -> [UInt8] {
        guard let words = ExternalEditor.words else {
            throw EditFault("no editor is named: set VISUAL or EDITOR")
        }
        let file: FilePath
        do {
            file = try FilePath.temporary("smtpsim-", ending: ".eml", text)
        } catch {
            throw EditFault("cannot make a temporary file: \(error)")
        }
        defer { file.remove() }
        return try edit(file, words)
    }

    private func edit(_ file: FilePath, _ words: [String]) throws(EditFault) -> [UInt8] {
        let status: Int32?
        do {
            status = try ChildProgram.run(words + [file.text])
        } catch {
            throw EditFault("cannot run \(words[0]): \(error)")
        }
        guard status == 0 else {
            let how = status.map { "ended with \($0)" } ?? "was ended by a signal"
            throw EditFault("\(words[0]) \(how); nothing is sent")
        }
        do {
            return try file.contents(limit: ExternalEditor.sizeLimit)
        } catch {
            throw EditFault("cannot read what was written: \(error)")
        }
    }

    /// The program and its options; no shell takes part, so quotes mean nothing.
    private static var words: [String]? {
        let command = ThisProcess.environment("VISUAL") ?? ThisProcess.environment("EDITOR")
        let words = command?.split(separator: " ").map(String.init) ?? []
        return words.isEmpty ? nil : words
    }
}
