import OctetText
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

extension SourceCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] { workbench.source(word) }
}

extension Workbench {
    /// How deep files may name each other.
    private static let deepestSource = 8

    /// `:source FILE`: performs the lines of a file as if they were typed, up to the first error.
    mutating func source(_ path: String) -> [Line] {
        guard sourceDepth < Workbench.deepestSource else {
            return page {
                $0.fail("files name each other more than \(Workbench.deepestSource) deep")
            }
        }
        let octets: [UInt8]
        do {
            octets = try files.read(path, limit: ScriptLimits().fileSize)
        } catch {
            return page { $0.fail(EscapedText.shown(error.description)) }
        }
        sourceDepth += 1
        defer { sourceDepth -= 1 }
        return perform(lines: octets, of: path)
    }

    private mutating func perform(lines octets: [UInt8], of path: String) -> [Line] {
        var shown: [Line] = []
        let lines = octets.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where index < lines.count - 1 || !line.isEmpty {
            let text = Array(line.last == 0x0D ? line.dropLast() : line)
            guard !isLeftOut(text) else { continue }
            shown.append(echo(of: text))
            let result = enter(text)
            shown += result
            guard !result.contains(where: \.isError) else {
                return shown
                    + page {
                        $0.fail("\(EscapedText.shown(path)), line \(index + 1): not performed")
                    }
            }
            if isFinished { break }
        }
        return shown
    }

    /// Whether a line is none that a person would type: blank, or a comment.
    private func isLeftOut(_ line: [UInt8]) -> Bool {
        guard pasted == nil, !simulator.takesContent else { return false }
        let first = line.first { $0 != 0x20 && $0 != 0x09 }
        return first == nil || first == UInt8(ascii: "#")
    }
}

extension Line {
    /// Whether it says that something could not be done.
    var isError: Bool {
        runs.contains { $0.label == .error && $0.text.hasPrefix("error:") }
    }
}
