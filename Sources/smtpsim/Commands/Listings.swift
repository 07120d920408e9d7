import ArgumentParser
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import SystemCalls
import TerminalText
import Workbench

extension GlobalOptions {
    /// Writes names and what they mean in two columns for a person, or the values as one JSON array.
    fileprivate func list(_ rows: [(String, String)], _ values: @autoclosure () -> [JSON]) {
        guard !json else { return Console.write(JSON.array(values()).text + "\n") }
        var page = Page(width: Console.columns, mark: "")
        page.table(rows, .rule, meaning: .plain)
        Console.write(page.lines, looks)
    }
}

/// `smtpsim commands`: the commands of the prompt.
struct Commands: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the commands of the prompt.")

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Write docs/commands.md.")
    var markdown = false

    func run() {
        guard !markdown else { return Console.write(CommandsDocument.text) }
        let commands = PromptCommand.all
        global.list(
            commands.map { ($0.usage, $0.summary) },
            commands.map { command in
                [
                    "name": .string(command.name), "usage": .string(command.usage),
                    "group": .string(command.group.rawValue), "summary": .string(command.summary),
                    "details": .string(command.details), "examples": .strings(command.examples),
                    "scriptable": .bool(command.isScriptable),
                    "prompt": .bool(command.isForPrompt),
                ]
            })
    }
}

/// `smtpsim rules`: the catalogue of rules, the reason for each reply.
struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the rules that replies and notes are based on.")

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Write docs/rules.md.")
    var markdown = false

    func run() {
        guard !markdown else { return Console.write(RulesDocument.text) }
        global.list(
            Rule.allCases.map {
                ($0.id, "\($0.code == 0 ? "" : "\($0.code) ")\($0.text)  \($0.clause)")
            },
            Rule.allCases.map { rule in
                [
                    "id": .string(rule.id),
                    "code": rule.code == 0 ? .null : .number(Int(rule.code)),
                    "enhanced": .optional(rule.enhanced?.description),
                    "text": .string("\(rule.text)"), "clause": .string(rule.clause),
                    "link": .string(rule.link), "tolerable": .bool(rule.isTolerable),
                    "explanation": .string(rule.explanation),
                ]
            })
    }
}

/// `smtpsim settings`: what `--set` and `:set` change.
struct Settings: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the settings, with their values in the profile.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let server = try global.server.simulatorSettings(playsUsualInit: false)
        let configuration = server.configuration
        let settings = Setting.all.filter { $0.counts(in: server.profile) }
        global.list(
            settings.map { ("\($0.name)=\($0.get(configuration))", $0.summary) },
            settings.map { setting in
                [
                    "name": .string(setting.name), "value": .string(setting.get(configuration)),
                    "values": .string(setting.values), "summary": .string(setting.summary),
                    "clause": .optional(setting.clause),
                ]
            })
    }
}

/// `smtpsim hooks`: the questions that a server decides.
struct Hooks: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the hooks: the questions that handlers, or a person, decide.")

    @OptionGroup var global: GlobalOptions

    func run() {
        global.list(
            Hook.allCases.map { ($0.rawValue, $0.summary) },
            Hook.allCases.map { hook in
                [
                    "name": .string(hook.rawValue), "summary": .string(hook.summary),
                    "subject": .string(hook.subject),
                    "default": .string(AnswerText.print(hook.defaultAnswer)),
                    "actions": .strings(ActionName.all(for: hook).map(\.rawValue)),
                ]
            })
    }
}

/// `smtpsim profiles [NAME]`: the named servers, or one of them as a file to start from.
struct Profiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the profiles, or write one of them as a file to start from.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The profile to write.")
    var name: String?

    func run() throws {
        guard let name else { return list() }
        Console.write(try Profile(named: name).fileText)
    }

    private func list() {
        let usual = Profile.strict.configuration
        global.list(
            Profile.allCases.map { ($0.rawValue, $0.summary) },
            Profile.allCases.map { profile in
                let configuration = profile.configuration
                let changes = Setting.all.filter { $0.get(configuration) != $0.get(usual) }
                let settings = changes.map { ($0.name, JSON.string($0.get(configuration))) }
                return [
                    "name": .string(profile.rawValue), "summary": .string(profile.summary),
                    "settings": JSON(members: settings),
                ]
            })
    }
}

/// `smtpsim generate-docs DIR`: writes the documents that are generated from tables.
struct GenerateDocs: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the generated documents to a folder.", shouldDisplay: false)

    @Argument(help: "The folder: docs.")
    var folder: String

    @Option(help: "The folder of the scripts that show the extensions.")
    var scripts = "Tests/Transcripts/Scripts"

    @Option(help: "Look in these scripts for dialogues that provoke the rules that have none.")
    var dialogues: String?

    func run() throws {
        if let dialogues { try findDialogues(in: dialogues) }
        let documents = [
            ("commands.md", CommandsDocument.text), ("rules.md", RulesDocument.text),
            ("extensions.md", ExtensionsDocument.text(scripts: try scriptTexts())),
            ("state-machine.md", StateMachineDocument.text), ("sasl.md", SASLDocument.text),
            ("lint.md", LintDocument.updated(try text(of: "\(folder)/lint.md"))),
            ("formats.md", FormatsDocument.text),
        ]
        // It may be there already; whether it can be written to, the first picture tells.
        try? FilePath("\(folder)/pictures").makeFolder()
        let pictures = Pictures.all(version: Smtpsim.version)
            .map { ("pictures/\($0.name).svg", Pictures.svg($0.picture)) }
        for (name, text) in documents + pictures {
            do {
                try DiskFiles().write(Array(text.utf8), to: "\(folder)/\(name)")
            } catch {
                throw Failure(error.description)
            }
        }
    }

    /// What stands in a document, of which only a part is generated; nothing if there is none yet.
    private func text(of path: String) throws -> String {
        guard DiskFiles().exists(path) else { return "" }
        do {
            return String(decoding: try DiskFiles().read(path, limit: 1 << 20), as: UTF8.self)
        } catch {
            throw Failure(error.description)
        }
    }

    /// The scripts of all folders, by their paths.
    private func scriptTexts() throws -> [(path: String, text: String)] {
        let files = DiskFiles()
        var texts: [(path: String, text: String)] = []
        do throws(FileFault) {
            for folder in try files.names(in: scripts) {
                let names = try files.names(in: "\(scripts)/\(folder)")
                for name in names where name.hasSuffix(".smtp") {
                    let path = "\(folder)/\(name)"
                    let octets = try files.read("\(scripts)/\(path)", limit: 1 << 20)
                    texts.append((path, String(decoding: octets, as: UTF8.self)))
                }
            }
        } catch {
            throw Failure(error.description)
        }
        return texts
    }

    /// Where what is found becomes part of the program.
    private static let dialogueSource = "Sources/Workbench/Reference/RuleDialogues.swift"

    private func findDialogues(in folder: String) throws {
        var search = ScriptSearch(filter: nil)
        try search.add(folder)
        do throws(FileFault) {
            let scripts = try search.paths.map { path throws(FileFault) in
                try DiskFiles().read(path, limit: 1 << 20)
            }
            let source = DialogueSearch(scripts).source
            try DiskFiles().write(Array(source.utf8), to: GenerateDocs.dialogueSource)
        } catch {
            throw Failure(error.description)
        }
    }
}
