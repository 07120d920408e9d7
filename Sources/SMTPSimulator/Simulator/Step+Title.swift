import OctetText
import SMTPDriver
import SMTPScript

extension Step {
    /// The step in a few words: `step 4: RCPT TO:<nosuch@sim.example>`, or the command itself.
    package var title: String {
        let text = EscapedText.clipped(shownEntry, to: 60)
        return number > 0 ? "step \(number): \(text)" : text
    }

    /// What was typed, as it may be shown: secrets masked, control characters visible.
    var shownEntry: String {
        switch entry {
        case .text, .messageText:
            let masked = writes.last?.masked ?? []
            return EscapedText.inLine(masked.isEmpty ? [] : MaskedLine.withoutEnd(masked))
        case .bytes:
            return EscapedText.quoted(writes.last?.masked ?? [])
        case .answer(let text): return EscapedText.inLine(text.utf8)
        case .command(let text): return ":" + EscapedText.inLine(text.utf8)
        }
    }
}

enum MaskedLine {
    /// A line without CR LF or LF.
    static func withoutEnd(_ octets: [UInt8]) -> [UInt8] {
        var line = octets[...]
        if line.last == 0x0A { line = line.dropLast() }
        if line.last == 0x0D { line = line.dropLast() }
        return Array(line)
    }
}
