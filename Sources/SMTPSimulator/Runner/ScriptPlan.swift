import SMTPScript

/// A script with those that it includes, all commands read: what is wrong is known before anything is
/// sent.
struct ScriptPlan {
    let script: Script
    /// The commands of each script by its name, but for those that are typed after `C:`.
    private(set) var commands: [String: PlannedCommands] = [:]
    /// The included scripts by their paths.
    private(set) var included: [String: Script] = [:]
    /// What is wrong, in the order of the lines.
    private(set) var diagnostics: [ScriptDiagnostic] = []
    /// Whether any line says what the server does.
    private(set) var hasExpectations = false

    private let limits: ScriptLimits
    private var includeCount = 0
    /// The bytes that all `:send` lines send.
    private var sentSize = 0
    /// The files that were found to be readable.
    private var readable: Set<String> = []

    /// How many `:include` lines are followed in all: scripts can include others many times over.
    private static let mostIncludes = 10_000

    init(_ script: Script, files: any ScriptFiles, limits: ScriptLimits) {
        self.script = script
        self.limits = limits
        check(script, files, depth: 0)
    }

    private mutating func check(_ script: Script, _ files: any ScriptFiles, depth: Int) {
        let files = SectionFiles(script: script, outside: files)
        var commands = PlannedCommands()
        for (index, line) in script.lines.enumerated()
        where diagnostics.count < limits.errorCount {
            if line.kind.expects { hasExpectations = true }
            do {
                switch line.kind {
                case .clientFile(let file): try checkReadable(file, of: script, files)
                case .command(let command) where !command.isTyped:
                    let parsed = try PromptCommand.parse(command.text)
                    let planned = PlannedCommand(parsed)
                    commands.append(planned, at: index)
                    try check(parsed, planned, command, of: script, files, depth)
                case .blank, .comment, .title, .trace, .clientText, .clientBytes, .messageText,
                    .expectLine, .expectReply, .optionalLine, .anyFurtherLines, .groupStart,
                    .groupEnd, .mustNotOccur, .serverEvent, .answer, .command:
                    continue
                }
            } catch {
                let column = line.indentation.count + 2 + error.column
                diagnose(script, line, column, error.message, error.suggestion)
            }
        }
        self.commands[script.name] = commands
    }

    private mutating func check(
        _ parsed: PromptCommand, _ planned: PlannedCommand, _ command: ScriptCommand,
        of script: Script, _ files: SectionFiles, _ depth: Int
    ) throws(CommandError) {
        guard parsed.definition.isScriptable else {
            throw CommandError(":\(parsed.name) cannot be used in a script")
        }
        switch planned {
        case .act(let acting, _): try check(acting, command, of: script, files)
        case .include(let path): try include(path, from: script, files, depth: depth + 1)
        case .expect, .require, .adopt, .quit, .display, .show: return
        }
    }

    private mutating func check(
        _ acting: any SimulatorCommand, _ command: ScriptCommand, of script: Script,
        _ files: SectionFiles
    ) throws(CommandError) {
        switch acting {
        case let send as SendCommand: try checkBounds(send.bytes)
        case let file as FileCommand:
            guard ScriptPath.isContained(file.file.path) else {
                throw CommandError(ScriptPath.expected, at: command.columnOfArguments)
            }
            try checkReadable(file.file, of: script, files)
        case let profile as ProfileCommand:
            try checkProfile(profile, command, of: script, files)
        default: return
        }
    }

    /// A profile that cannot be read is known before anything is sent, with all its faults.
    private mutating func checkProfile(
        _ profile: ProfileCommand, _ command: ScriptCommand, of script: Script,
        _ files: SectionFiles
    ) throws(CommandError) {
        switch profile.wish {
        case .name, .known: return
        case .save: throw CommandError(":profile save cannot be used in a script")
        case .file(let path, _):
            do throws(SimulatorError) {
                _ = try ProfileFile(reading: path, files)
            } catch {
                if case .profile(let error) = error { return diagnostics += error.diagnostics }
                throw CommandError("cannot read \(error)", at: command.columnOfArguments)
            }
        }
    }

    /// A file that cannot be read is known before anything is sent: after that nothing would be as the
    /// script has it.
    private mutating func checkReadable(
        _ file: ClientFile, of script: Script, _ files: SectionFiles
    ) throws(CommandError) {
        guard script.section(named: file.path) == nil, !readable.contains(file.path) else { return }
        do {
            _ = try files.read(file.path, limit: limits.fileSize)
            readable.insert(file.path)
        } catch {
            throw CommandError("cannot read \(error)")
        }
    }

    /// Demands of a command what is demanded of a `C` line that does the same.
    private mutating func checkBounds(_ bytes: ClientBytes) throws(CommandError) {
        do {
            try bytes.check(in: [], after: ":send", limits, sent: &sentSize)
        } catch {
            throw CommandError(error.message)
        }
    }

    private mutating func include(
        _ path: String, from script: Script, _ files: SectionFiles, depth: Int
    ) throws(CommandError) {
        guard depth <= limits.includeDepth else {
            throw CommandError("scripts include each other more than \(limits.includeDepth) deep")
        }
        includeCount += 1
        guard includeCount <= ScriptPlan.mostIncludes else {
            throw CommandError("more than \(ScriptPlan.mostIncludes) scripts are included")
        }
        guard included[path] == nil else {
            return check(included[path] ?? script, files.outside, depth: depth)
        }
        do {
            let contents = try files.read(path, limit: limits.fileSize)
            let isSection = script.section(named: path) != nil
            let name = isSection ? path : folder + path
            let other = try ScriptParser.parse(contents, name: name, limits: limits)
            included[path] = other
            check(other, files.outside, depth: depth)
        } catch let error as ScriptError {
            diagnostics += error.diagnostics
        } catch let error as ScriptFileError {
            throw CommandError("cannot include \(error.path): \(error.reason)")
        } catch {
            preconditionFailure("files and scripts throw their own errors")
        }
    }

    /// The folder of the script, so that the name of another tells where that is.
    private var folder: Substring {
        script.name.lastIndex(of: "/").map { script.name[...$0] } ?? ""
    }

    private mutating func diagnose(
        _ script: Script, _ line: ScriptLine, _ column: Int, _ message: String,
        _ suggestion: String?
    ) {
        guard diagnostics.count < limits.errorCount else { return }
        diagnostics.append(
            ScriptDiagnostic(
                file: script.name, line: line.number, column: column, message: message,
                hint: suggestion.map { "did you mean `\($0)`?" }, source: line.text))
    }
}

/// The files of a script: its sections first, then those below its folder.
struct SectionFiles: ScriptFiles {
    let script: Script
    /// The files below the script's folder.
    let outside: any ScriptFiles

    func read(_ path: String, limit: Int) throws(ScriptFileError) -> [UInt8] {
        if let section = script.section(named: path) { return section.contents }
        guard ScriptPath.isContained(path) else {
            throw ScriptFileError(path: path, reason: ScriptPath.expected)
        }
        return try outside.read(path, limit: limit)
    }

    func hasProgram(_ name: String) -> Bool { outside.hasProgram(name) }
}
