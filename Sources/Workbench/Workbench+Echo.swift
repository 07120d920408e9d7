import SMTPSession
import SMTPTranscript
import TerminalText

extension Workbench {
    /// A line that was not typed where it is shown, such as a pasted one; what may be secret is masked.
    ///
    /// To be asked before the line is entered.
    ///
    /// - Parameter line: the line
    /// - Returns: the line behind its prompt
    public func echo(of line: [UInt8]) -> Line {
        let isClient = prompt == .client
        var echo = Line(prompt.rawValue, isClient ? .clientMark : .answerMark)
        let shown = isClient && !showsSecrets ? masked(line) : line
        echo.append(untrusted: shown, isClient ? .clientText : .answerText)
        return echo
    }

    /// A line of the client, or a command, as it may be shown.
    func masked(_ line: [UInt8]) -> [UInt8] {
        if line.first == UInt8(ascii: ":"), let command = String(validating: line, as: UTF8.self) {
            return Array(ScriptSecrets.masked(command).utf8)
        }
        return SecretMask.masked(
            line: line, expectation: simulator.expectation,
            isBehindAuthentication: simulator.world.secrets.isBehindAuthentication)
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
