import OctetText
import SMTPDriver
import SMTPSession
import SMTPScript
import SMTPSimulator
import TerminalText

extension Workbench {
    /// A line that was not typed where it is shown, such as a pasted one; what may be secret is
    /// masked, and what does not show as itself is as a script sends it.
    ///
    /// To be asked before the line is entered.
    package func echo(of line: [UInt8]) -> Line {
        let situation = situation
        let shown = showsSecrets ? line : harmless(line)
        let typed = TypedLine(shown, isContent: situation.takesContent)
        if !situation.isQuestion, case .text(let text) = typed,
            String(validating: text, as: UTF8.self)?.isVisible != true
        {
            return Line.marked(
                "C+ " + EscapedText.quoted(text + [0x0D, 0x0A]), .clientMark, .clientText)
        }
        var echo = prompt
        echo.append(untrusted: shown, situation.textLabel)
        return echo
    }

    /// A line without secrets, be it a command or what the client sends.
    private func harmless(_ line: [UInt8]) -> [UInt8] {
        switch TypedLine(line, isContent: situation.takesContent) {
        case .command: Array(ScriptSecrets.masked(String(decoding: line, as: UTF8.self)).utf8)
        case .text: situation.isQuestion ? line : masked(line)
        }
    }

    /// A line of the client as it may be shown.
    func masked(_ line: [UInt8]) -> [UInt8] {
        let end: [UInt8] = [13, 10]
        let readings = simulator.machine.forecast(line + end)
        let before = simulator.machine.bufferedOctets.count
        let write = ClientWrite(readings, buffered: before)
        var numbers = simulator.secretNumbers
        numbers.note(write)
        return write.replacing { numbers.mask(of: $0) }.dropLast(end.count)
    }

    /// Something to say that has nothing to do with what was entered.
    package func remark(_ text: String) -> [Line] { page { $0.say(text) } }

    /// An error that has nothing to do with what was entered.
    package func complaint(_ message: String) -> [Line] {
        page { $0.fail(message) }
    }
}

extension Workbench {
    /// Whether a line may go into the history: not one that shows how a client or a user authenticates.
    ///
    /// To be asked before the line is entered.
    package func mayRemember(_ line: [UInt8]) -> Bool {
        let text = String(decoding: line, as: UTF8.self)
        guard pasted == nil, ScriptSecrets.masked(text) == text else { return false }
        if case .marked(let marked) = meaning(of: line) { return mayRemember(marked: marked) }
        return mayRemember(unmarked: line)
    }

    func mayRemember(unmarked line: [UInt8]) -> Bool {
        switch TypedLine(line, isContent: situation.takesContent) {
        case .command(let text):
            let command = simulator.expandingAlias(String(decoding: text, as: UTF8.self))
            return ScriptSecrets.masked(":" + command) == ":" + command
                && !Workbench.isSecret(command: Array(command.utf8))
        case .text(let text):
            guard !situation.isQuestion else { return true }
            return masked(text) == text && !Workbench.holdsAUTH(text)
        }
    }

    /// Whether a command takes a password, or octets that may hold one.
    private static func isSecret(command: [UInt8]) -> Bool {
        let text = String(decoding: command, as: UTF8.self).drop { $0 == " " || $0 == "\t" }
        let name = String(text.prefix { $0 != " " && $0 != "\t" })
        return PromptCommand.meant(by: name).contains { type in
            switch type.definition.secrecy {
            case .nothing: false
            case .password, .everything: text.count > name.count
            case .surplus(let count): text.split(separator: " ").count > 1 + count
            case .authentication: holdsAUTH(command)
            }
        }
    }

    /// Whether the text names the verb AUTH, wherever it stands.
    private static func holdsAUTH(_ text: [UInt8]) -> Bool {
        holdsAUTH(String(decoding: text, as: UTF8.self))
    }

    static func holdsAUTH(_ text: String) -> Bool {
        text.uppercased().contains("AUTH")
    }
}
