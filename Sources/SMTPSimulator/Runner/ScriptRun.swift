import OctetText
import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession

/// One run of a script: the simulator, what the server did that no line has expected yet, and what
/// went wrong.
struct ScriptRun {
    let plan: ScriptPlan
    let files: any ScriptFiles
    let pages: any ScriptPages
    let options: ScriptRunOptions
    var simulator: Simulator
    /// What the server did that no line has expected yet; a slice, whose first is taken without moving the rest.
    var pending: ArraySlice<Observation> = []
    /// What `[[name:…]]` captured.
    var captures: [String: String] = [:]
    var recent: [Event] = []
    var report: ScriptReport
    /// The script that is played now, which may be an included one.
    var script: Script
    /// The commands of that script.
    private var commands = PlannedCommands()
    /// The files that it names.
    private(set) var sections: any ScriptFiles
    var phase: String?
    /// The lines with secrets that were sent last, by their indices, as they may be shown.
    var masked: [Int: [String]] = [:]
    /// The last line of the script itself that expected something.
    var lastExpected: Int?
    /// The last line of the script itself that includes another.
    var lastIncluded: Int?
    /// Why the rest is not played.
    var stop: Stop?
    /// How many lines the pages have so far.
    var pageLines = 0
    /// Whether it was said that `:tls` is missing.
    var hasMissedHandshake = false
    /// What is adopted of a recorded server; nil if nothing is.
    var adoption: Adoption?
    private var steps = 0
    /// How many replies there were so far.
    private(set) var replyCount = 0
    /// The line after the last one that was looked at for comments.
    private var remarked = 0

    /// Why the rest of a script is not played.
    enum Stop: Hashable {
        case skipped(String)
        /// The line to stop at was reached, `:quit`, or a bound.
        case ended
    }

    init(
        _ plan: ScriptPlan, files: any ScriptFiles, pages: any ScriptPages,
        options: ScriptRunOptions
    ) {
        self.plan = plan
        self.files = files
        self.pages = pages
        self.options = options
        report = ScriptReport(of: plan.script, options)
        simulator = report.simulator
        script = plan.script
        sections = SectionFiles(script: plan.script, outside: files)
        if options.adopts == true { beginAdopting(offer: true) }
    }

    mutating func played() -> ScriptReport {
        play(plan.script)
        if stop == nil { refusePending() }
        report.simulator = simulator
        if report.failureCount > 0 { report.outcome = .failed }
        if case .skipped(let reason) = stop { report.outcome = .skipped(reason) }
        return report
    }

    mutating func play(_ script: Script) {
        let outer = (self.script, commands, sections)
        self.script = script
        sections = SectionFiles(script: script, outside: files)
        commands = plan.commands[script.name] ?? PlannedCommands()
        var steps = ScriptSteps(script)
        while stop == nil {
            if adoption != nil { look(ahead: steps) }
            guard let step = steps.next(), mayPlay(step) else { break }
            remark(upTo: step.firstLine)
            play(step)
            if isOutermost { report.update.played(through: step.lastLine) }
        }
        if stop == nil { remark(upTo: script.lines.count) }
        (self.script, commands, sections) = outer
    }

    private mutating func remark(upTo end: Int) {
        guard isOutermost else { return }
        for index in min(remarked, end)..<end where script.lines[index].kind.isSpoken {
            let text = script.lines[index].text
            report.remarks.append(
                ScriptRemark(content: .comment(text), stepsBefore: simulator.steps.count))
        }
        remarked = max(remarked, end)
    }

    /// Whether this is the script that the run is of, not one that it includes.
    var isOutermost: Bool { script.name == plan.script.name }

    func place(_ index: Int) -> ScriptPlace { ScriptPlace(file: script.name, index: index) }

    /// The places of lines; the run itself, which is large, is not captured for that.
    func places(_ indices: [Int]) -> [ScriptPlace] {
        let file = script.name
        return indices.map { ScriptPlace(file: file, index: $0) }
    }

    /// Whether a line lies after the one to stop at.
    func isBehindEnd(_ index: Int) -> Bool {
        guard let until = options.until, isOutermost else { return false }
        return script.lines[index].number > until
    }

    private mutating func mayPlay(_ step: ScriptStep) -> Bool {
        guard !isBehindEnd(step.firstLine) else {
            stop = .ended
            return false
        }
        steps += 1
        guard steps <= options.limits.steps else {
            fail(step.firstLine, "more than \(options.limits.steps) steps")
            stop = .ended
            return false
        }
        return true
    }

    private mutating func play(_ step: ScriptStep) {
        switch step {
        case .send(let writes): send(writes)
        case .expect(let expectation): expect(expectation)
        case .event(let event, let line): expect(event, at: line)
        case .answer(let text, let line): answer(text, at: line)
        case .command(let command, let line): perform(command, at: line)
        case .title(let title, _): phase = title
        }
    }

    /// Takes in what a step of the simulator gave.
    mutating func observe(_ step: Step, at indices: [Int]) {
        recent = step.events
        if isOutermost {
            let lines = script.lines
            report.stepLines.note(
                indices.lazy.map { lines[$0].number }, step: simulator.steps.count - 1)
        }
        // In a script that only plays, nobody looks at what the server did.
        guard plan.hasExpectations || report.update.hasTrace else { return }
        if step.beginsAnew { refusePending() }
        let reader = ObservationReader(
            step, causes: places(indices), isTraced: report.update.hasTrace, after: replyCount)
        replyCount = reader.replyCount
        if pending.isEmpty {
            pending = reader.observations[...]
        } else {
            pending += reader.observations
        }
        guard let last = indices.last, isOutermost, !reader.leadingTrace.isEmpty else { return }
        report.update.trace(reader.leadingTrace, after: last)
    }
}

extension Step {
    /// Whether the client goes on without a `C` line: what was not expected until now never is.
    fileprivate var beginsAnew: Bool {
        switch events.first {
        case .connected, .secured: true
        case .sent, .read, .reply, .fault, .substituted, .decided, .asking, .note, .transition,
            .message,
            .startTLS, .closedByServer, .closedByClient, .shutdown, .waited, nil:
            false
        }
    }
}

extension ScriptRun {
    /// Performs a command; one that was typed is content where content is awaited.
    mutating func perform(_ command: ScriptCommand, at index: Int) {
        guard !command.isTyped else { return type(command, at: index) }
        guard let planned = commands[index] else { return }
        perform(planned, at: index)
    }

    /// Performs a command that was typed: what it is, nobody knows before.
    mutating func perform(typed text: String, at index: Int) {
        do {
            perform(PlannedCommand(try PromptCommand.parse(text)), at: index)
        } catch {
            fail(index, "\(error)")
        }
    }

    private mutating func type(_ command: ScriptCommand, at index: Int) {
        switch TypedLine((":" + command.text).utf8, isContent: simulator.takesContent) {
        case .command(let octets):
            perform(typed: String(decoding: octets, as: UTF8.self), at: index)
        case .text(let octets):
            refusePending()
            do {
                observe(try simulator.type(line: octets), at: [index])
            } catch {
                fail(index, "cannot send this: \(error)")
            }
        }
    }

    private mutating func perform(_ command: PlannedCommand, at index: Int) {
        switch command {
        case .expect(let check): expect(check, at: index)
        case .require(let what): require(what)
        case .adopt:
            if options.adopts != false { beginAdopting(offer: false) }
        case .include(let path):
            if isOutermost { lastIncluded = index }
            if let other = plan.included[path] { play(other) }
        case .quit: stop = .ended
        case .display(let setting): report.display.append(setting)
        case .act(let command, let isSending): change(command, isSending: isSending, at: index)
        case .show(let command): show(command, at: index)
        }
    }

    /// Hides a command that sent secrets, as far as its text does not tell which they are.
    private mutating func hide(_ command: some SimulatorCommand, at index: Int) {
        let text = script.lines[index].text
        guard ScriptSecrets.masked(text) == text else { return }
        let shown = ":\(Swift.type(of: command).definition.name) ****"
        masked[index] = [shown]
        report.secretLines[text] = shown
    }

    private mutating func change(
        _ command: some SimulatorCommand, isSending: Bool, at index: Int
    ) {
        let isTravelling = Swift.type(of: command).definition.group == .time
        if isTravelling { report.travels = true }
        if isSending || isTravelling { refusePending() }
        if isSending { openIfNeeded(at: index, isByClient: true) }
        simulator.recorded = adoption?.upcoming ?? []
        defer { simulator.recorded = [] }
        do {
            let outcome = try simulator.perform(command, sections)
            guard let step = outcome.step, !step.events.isEmpty else { return }
            if step.hasSecrets { hide(command, at: index) }
            observe(step, at: [index])
        } catch {
            fail(index, "\(error)")
        }
    }

    private mutating func expect(_ check: ScriptCheck, at index: Int) {
        report.expectations += 1
        let context = CheckContext(
            events: recent, files: sections,
            limit: options.limits.fileSize)
        guard let difference = check.difference(simulator, context) else { return }
        fail(index, "expected \(check), got \(difference)")
    }

    /// Skips the rest if something is not here: an extension that the server does not offer, or a
    /// client program.
    private mutating func require(_ what: String) {
        guard !isThere(what) else { return }
        stop = .skipped("requires \(EscapedText.inLine(what.utf8)), which is not here")
    }

    private func isThere(_ what: String) -> Bool {
        simulator.world.offeredExtensions.contains(what.uppercased()) || files.hasProgram(what)
    }
}
