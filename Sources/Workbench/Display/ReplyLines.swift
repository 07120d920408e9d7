import SMTPGrammar
import SMTPSession
import TerminalText

extension Line {
    /// A line of a reply: `S: 550 5.1.1 No such user`.
    static func reply(_ text: String) -> Line {
        var line = Line("S: ", .serverMark)
        let code = text.utf8.prefix(3)
        guard code.count == 3, let number = Int(String(text.prefix(3))) else {
            line.append(text, .serverText)
            return line
        }
        line.append(String(text.prefix(3)), .serverCode(number))
        line.append(String(text.dropFirst(3)), .serverText)
        return line
    }

    /// A line of the trace: `#~ RCPT   rule order.mail-first`.
    static func trace(_ text: String) -> Line { Line("#~ " + text, .trace) }

    /// A line that the client sent, as a script has it.
    static func client(_ scriptLine: String) -> Line {
        let end = scriptLine.index(
            scriptLine.startIndex, offsetBy: 3, limitedBy: scriptLine.endIndex)
        guard let end else { return Line(scriptLine, .clientMark) }
        var line = Line(String(scriptLine[..<end]), .clientMark)
        line.append(String(scriptLine[end...]), .clientText)
        return line
    }

    /// What a person answered.
    static func answer(_ text: String) -> Line {
        var line = Line("A: ", .answerMark)
        line.append(text, .answerText)
        return line
    }
}
