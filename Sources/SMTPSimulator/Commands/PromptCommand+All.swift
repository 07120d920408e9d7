import OctetText
import SMTPPolicy
import SMTPScript

extension PromptCommand {
    /// Every command, in the order of the manual.
    package static let types: [any Command.Type] = [
        HelpCommand.self, QuitCommand.self, StateCommand.self, CanCommand.self, MapCommand.self,
        WhyCommand.self, LintCommand.self,
        ExplainCommand.self, HowCommand.self, EnvelopeCommand.self, MessagesCommand.self,
        MessageCommand.self,
        LogCommand.self, HooksCommand.self, SettingsCommand.self, BufferCommand.self,
        CompareCommand.self, UndoCommand.self, RedoCommand.self, GoToCommand.self,
        CheckpointCommand.self, RestoreCommand.self, ForkCommand.self, SessionsCommand.self,
        OnCommand.self, OffCommand.self, NextCommand.self, AskCommand.self, UserCommand.self,
        SendCommand.self, HexCommand.self, FileCommand.self, ChunkCommand.self, PasteCommand.self,
        FlushCommand.self, ConnectCommand.self, CloseCommand.self, ShutdownCommand.self,
        TLSCommand.self, AuthCommand.self, MailCommand.self, WaitCommand.self, SetCommand.self,
        ProfileCommand.self, SeedCommand.self, SaveCommand.self, ExportCommand.self,
        RunCommand.self, OpenCommand.self,
        StepCommand.self, PlayCommand.self, ExpectCommand.self, RequireCommand.self,
        IncludeCommand.self, AdoptCommand.self, SourceCommand.self, DiffCommand.self,
        EditCommand.self,
        AliasCommand.self, UnaliasCommand.self, SessionCommand.self, QuestionsCommand.self,
        AnswerCommand.self, ContinueCommand.self, BreakCommand.self, BreaksCommand.self,
        UnbreakCommand.self, TakeCommand.self, BackCommand.self, RecordCommand.self,
        InjectCommand.self,
    ]

    /// What there is to know about every command, in the order of the manual.
    package static let all = types.map { $0.definition }

    private static let byName = Dictionary(
        uniqueKeysWithValues: types.map { ($0.definition.name, $0) })

    /// The commands that a name may mean: the one of that name, or those that it begins.
    package static func types(prefix: String) -> [any Command.Type] {
        let name = prefix.lowercased()
        let prefix = name.hasSuffix("!") ? String(name.dropLast()) : name
        if let whole = byName[prefix] { return [whole] }
        let begun = types.filter { $0.definition.name.hasPrefix(prefix) }
        // What one needs less often makes no other prefix ambiguous.
        let usual = begun.filter { !$0.definition.isForLive }
        return usual.isEmpty ? begun : usual
    }

    /// The commands that a name means, or most likely was to mean.
    package static func meant(by name: String) -> [any Command.Type] {
        let meant = types(prefix: name)
        guard meant.isEmpty, let nearest = nearestName(to: name, among: all.map(\.name)) else {
            return meant
        }
        return types(prefix: nearest)
    }

    /// Reads a command line.
    package static func parse(_ text: String) throws(CommandError) -> PromptCommand {
        var line = WordReader(text)
        line.skipBlanks()
        let indent = line.offset
        let typed = line.takeWord()
        var words = CommandWords(after: line)
        let command = try read(try type(named: typed, column: indent), &words)
        guard typed.hasSuffix("!") else { return command }
        guard let insistent = command.command as? any InsistentCommand else {
            throw CommandError(
                ":\(command.name) takes no exclamation mark", at: indent + typed.count - 1)
        }
        return insisting(insistent)
    }

    private static func insisting(_ command: some InsistentCommand) -> PromptCommand {
        PromptCommand(command.insistent)
    }

    private static func read(
        _ type: (some Command).Type, _ words: inout CommandWords
    ) throws(CommandError) -> PromptCommand {
        PromptCommand(try type.read(&words))
    }

    /// The command of a name, or of an unambiguous prefix of one.
    private static func type(
        named typed: String, column: Int
    ) throws(CommandError) -> any Command.Type {
        if let whole = byName[typed] { return whole }
        guard !typed.isEmpty else { throw CommandError("expected a command", at: column) }
        let meant = types(prefix: typed)
        if meant.count == 1 { return meant[0] }
        let shown = EscapedText.clipped(EscapedText.inLine(typed.utf8), to: 40)
        guard meant.isEmpty else {
            let names = meant.map { ":" + $0.definition.name }.joined(separator: ", ")
            throw CommandError(":\(shown) could be \(names)", at: column)
        }
        let nearest = nearestName(to: typed, among: all.map(\.name))
        throw CommandError(
            "unknown command :\(shown)", at: column, suggestion: nearest.map { ":" + $0 })
    }
}
