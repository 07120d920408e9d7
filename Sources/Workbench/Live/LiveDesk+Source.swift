import OctetText
import SMTPScript
import SMTPSimulator
import TerminalText

extension SourceCommand: DeskCommand {
    func perform(on desk: inout LiveDesk) -> [Line] { desk.source(word) }
}

extension LiveDesk {
    /// `:source FILE`: performs the lines of a file as if they were typed, up to the first error.
    mutating func source(_ path: String) -> [Line] {
        let octets: [UInt8]
        do {
            octets = try bench.files.read(path, limit: ScriptLimits().fileSize)
        } catch {
            return page { $0.fail(EscapedText.shown(error.description)) }
        }
        var shown: [Line] = []
        for (index, line) in octets.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        {
            let text = Array(line.last == 0x0D ? line.dropLast() : line)
            let first = text.first { $0 != 0x20 && $0 != 0x09 }
            guard first != nil, first != UInt8(ascii: "#") else { continue }
            // A file that names itself would go on for ever.
            let isNested = String(decoding: text, as: UTF8.self).hasPrefix(":source")
            shown += echoes(of: text)
            let result = isNested ? page { $0.fail("a file names no other here") } : enter(text)
            shown += result
            guard !result.contains(where: \.isError) else {
                return shown
                    + page {
                        $0.fail("\(EscapedText.shown(path)), line \(index + 1): not performed")
                    }
            }
        }
        return shown
    }
}
