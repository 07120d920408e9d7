import OctetText
import SMTPDriver
import SMTPSession
import SMTPScript
import SMTPSimulator
import TerminalText

extension Workbench {
    /// A line that was not typed where it is shown, such as a pasted one; what may be secret is
    /// masked.
    ///
    /// To be asked before the line is entered.
    ///
    /// - Parameter line: the line
    /// - Returns: the line after its prompt; one that does not show as itself as a script sends it
    public func echo(of line: [UInt8]) -> Line {
        let isClient = prompt == .client
        let shown = showsSecrets ? line : harmless(line)
        if isClient, case .text(let text) = TypedLine(shown, isContent: simulator.takesContent),
            String(validating: text, as: UTF8.self)?.isVisible != true
        {
            return Line.marked(
                "C+ " + EscapedText.quoted(text + [0x0D, 0x0A]), .clientMark, .clientText)
        }
        var echo = Line(prompt.rawValue, isClient ? .clientMark : .answerMark)
        echo.append(untrusted: shown, isClient ? .clientText : .answerText)
        return echo
    }

    /// A line without secrets, be it a command or what the client sends.
    private func harmless(_ line: [UInt8]) -> [UInt8] {
        switch TypedLine(line, isContent: simulator.takesContent) {
        case .command: Array(ScriptSecrets.masked(String(decoding: line, as: UTF8.self)).utf8)
        case .text: prompt == .client ? masked(line) : line
        }
    }

    /// A line of the client as it may be shown.
    func masked(_ line: [UInt8]) -> [UInt8] {
        let end: [UInt8] = [13, 10]
        let readings = simulator.machine.forecast(line + end)
        let before = simulator.machine.bufferedOctets.count
        return ClientWrite(readings, buffered: before).masked.dropLast(end.count)
    }

    /// An error that has nothing to do with what was entered.
    ///
    /// - Parameter message: what is wrong, in lower case and without a full stop
    /// - Returns: the lines to show
    public func complaint(_ message: String) -> [Line] {
        var page = page
        page.fail(message)
        return page.lines
    }
}
