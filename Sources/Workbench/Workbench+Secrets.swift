import SMTPScript
import SMTPSession
import SMTPSimulator

extension Workbench {
    /// Whether a line may go into the history: not one that shows how a client or a user authenticates.
    ///
    /// To be asked before the line is entered.
    ///
    /// - Parameter line: the line as it was typed
    /// - Returns: whether it holds no secret
    public func mayRemember(_ line: [UInt8]) -> Bool {
        guard pasted == nil else { return false }
        switch TypedLine(line, isContent: simulator.takesContent) {
        case .command(let text): return !Workbench.isSecret(command: text)
        case .text(let text):
            guard prompt == .client else { return true }
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
        String(decoding: text, as: UTF8.self).uppercased().contains("AUTH")
    }
}
