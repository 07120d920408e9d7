import OctetText
import SMTPGrammar
import SMTPScript
import SMTPSession
import SMTPSimulator

/// What a line says that was perhaps meant for smtpsim.
extension Occasion {
    /// The name of a command that one colon begins, in content.
    var commandWithOneColon: String? {
        guard act == .line, command == nil, text.hasPrefix(":"), !text.hasPrefix("::") else {
            return nil
        }
        return Occasion.name(in: text.dropFirst())
    }

    /// A command as it is typed, where the line has a colon too many.
    var commandWithTwoColons: String? {
        guard act == .line, command == nil, text.hasPrefix("::") else { return nil }
        return Occasion.name(in: text.dropFirst(2)).map { ":" + $0 }
    }

    /// The name of the command that a call for help means.
    var cryForHelp: String? {
        guard act == .line, command == nil else { return nil }
        if says("help", "?") { return "help" }
        if says("quit", "exit", ":q", "q") { return "quit" }
        return says("undo") ? "undo" : says("why", "why?") ? "why" : nil
    }

    /// A command as it is typed, where the line has no colon.
    var commandWithoutColon: String? {
        guard act == .line, command == nil, let first = words.first else { return nil }
        // In capitals these are verbs, and mean the server.
        if text == text.lowercased(), let name = cryForHelp { return ":" + name }
        let name = first.lowercased()
        let isVerb = VerbDeclaration.taught.contains { $0.verb.name.lowercased() == name }
        guard isUnknown, !isVerb, PromptCommand.all.contains(where: { $0.name == name }),
            words.count <= 3 || !isSentence
        else { return nil }
        return ":" + name
    }

    /// The name of a command at the beginning of a text.
    private static func name(in text: Substring) -> String? {
        let name = String(text.prefix { $0 != " " && $0 != "\t" })
        let types = name.isEmpty ? [] : PromptCommand.types(prefix: name)
        return types.isEmpty ? nil : types.count == 1 ? types[0].definition.name : name
    }
}
