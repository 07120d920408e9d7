import SystemCalls
import Workbench

/// The pager that `$PAGER` names, or less, and a file for it that is the person's alone.
struct ExternalPager: TextPaging {
    func show(_ text: [UInt8]) throws(EditFault) {
        let words = ThisProcess.environment("PAGER")?.split(separator: " ").map(String.init) ?? []
        let pager = words.isEmpty ? ["less"] : words
        do {
            let file = try FilePath.temporary("smtpsim-", ending: ".txt", text)
            defer { file.remove() }
            _ = try ChildProgram.run(pager + [file.text])
        } catch {
            throw EditFault("cannot run \(pager[0]): \(error)")
        }
    }
}
