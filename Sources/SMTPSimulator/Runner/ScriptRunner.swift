import OctetText
import SMTPScript

/// Plays scripts, and checks what they expect.
///
///     let report = ScriptRunner(files: folder).run(script)
///
/// But for the files that a script names, a run is a pure computation: time is virtual, chance is
/// seeded, nothing is sent anywhere.
public struct ScriptRunner: Sendable {
    private let files: any ScriptFiles
    private let pages: any ScriptPages

    /// A runner; the files are those that scripts name, below the script's folder.
    public init(files: any ScriptFiles = NoFiles()) { self.init(files: files, pages: NoPages()) }

    /// A runner that shows what looking commands ask for.
    package init(files: any ScriptFiles, pages: any ScriptPages) {
        self.files = files
        self.pages = pages
    }

    /// Plays a script.
    public func run(
        _ script: Script, options: ScriptRunOptions = ScriptRunOptions()
    ) -> ScriptReport {
        let plan = ScriptPlan(script, files: files, limits: options.limits)
        guard plan.diagnostics.isEmpty else {
            return ScriptReport(of: script, options, .invalid(plan.diagnostics))
        }
        var run = ScriptRun(plan, files: files, pages: pages, options: options)
        return run.played()
    }

    /// Reads and plays a script; one that cannot be read is invalid.
    public func run(
        _ bytes: [UInt8], name: String, options: ScriptRunOptions = ScriptRunOptions()
    ) -> ScriptReport {
        do {
            let script = try ScriptParser.parse(bytes, name: name, limits: options.limits)
            return run(script, options: options)
        } catch {
            return ScriptReport(of: Script(name: name), options, .invalid(error.diagnostics))
        }
    }
}

/// How scripts are run.
public struct ScriptRunOptions: Sendable {
    /// How the simulator begins; what the script sets comes on top of that.
    public var settings = SimulatorSettings()
    /// How closely replies are compared; nil for the usual way: exactly, but by their codes where what a
    /// server was recorded to decide is adopted.
    public var compare: CompareMode?
    /// Whether recorded decisions are adopted; nil for what the script says.
    public var adopts: Bool?
    /// Whether what EHLO was recorded to list is adopted too, where anything is.
    public var adoptsOffers = true
    /// The bounds of a run.
    public var limits = ScriptLimits()
    /// The last line to be played; nil for all of them.
    public var until: Int?
    /// Whether credentials are shown in failures.
    public var showsSecrets = false
    /// Whether the script is a file, so that advice can name it: a pipe cannot be read again.
    package var isFile = true
    /// Whether the report keeps what is expected of each reply, for who asks others the same.
    package var keepsExpectations = false

    /// The usual options.
    public init() {}
}

/// What came of running a script.
public struct ScriptReport: Sendable {
    /// How it ended.
    public enum Outcome: Hashable, Sendable {
        /// All expectations were met.
        case passed
        /// At least one was not.
        case failed
        /// The script requires something that is not here.
        case skipped(String)
        /// The script cannot be played: nothing was sent.
        case invalid([ScriptDiagnostic])
    }

    /// What the script is called.
    public var name: String
    /// How it ended.
    public var outcome: Outcome
    /// How many expectations there were, as far as the script was played.
    public var expectations = 0
    /// The expectations that were not met, and whatever else went wrong, in order.
    public var failures: [ScriptFailure] = []
    /// How many failures there were; the first `ScriptLimits.errorCount` are told.
    public var failureCount = 0
    /// What `--update` writes: nothing of scripts that are included.
    public var update: ScriptUpdate
    /// The simulator when the script had ended; an interactive session can go on there.
    public var simulator: Simulator
    /// How each reply compares with the recorded one; empty if nothing was adopted.
    public var replay: [ReplayedReply] = []
    /// What the script's comments and pages say, for a person who watches it being played.
    package var remarks: [ScriptRemark] = []

    /// What lines of the script expect of replies, by the number of the reply in the run, from 0;
    /// empty unless `keepsExpectations` is set.
    package var expectedReplies: [Int: ExpectedReply] = [:]
    /// What lines expect where no reply came, by how many replies came before.
    package var unansweredExpectations: [Int: [ExpectedReply]] = [:]
    /// Whether the script goes back, or to another session: what it sends is no conversation then.
    package var travels = false

    /// What the script sets of the display, which a run does not have.
    package var display: [SetCommand] = []

    /// Lines of the script that sent secrets, by their text, and how they may be shown.
    package var secretLines: [String: String] = [:]

    /// The lines of the script that led to each step of the simulator, by the step's place in it.
    package var stepLines = StepLines()

    init(of script: Script, _ options: ScriptRunOptions, _ outcome: Outcome = .passed) {
        name = script.name
        self.outcome = outcome
        update = ScriptUpdate(script)
        simulator = Simulator(options.settings)
    }

    /// How many expectations were met.
    public var met: Int { max(0, expectations - failureCount) }

    /// The report for a person: each failure with its picture, and the verdict.
    public var lines: [String] { lines(advises: true) }

    /// The report, with or without advice, which is for a shell.
    package func lines(advises: Bool) -> [String] {
        var lines = failures.flatMap { $0.lines(advises: advises) }
        if failureCount > failures.count {
            lines.append("  and \(failureCount - failures.count) more")
        }
        switch outcome {
        case .passed:
            let word = expectations == 1 ? "expectation" : "expectations"
            lines.append("PASS \(name)   \(expectations) \(word)")
        case .failed:
            let count = max(expectations, failureCount)
            lines.append("FAIL \(name)   \(failureCount) of \(count) expectations failed")
        case .skipped(let reason): lines.append("SKIP \(name)   \(reason)")
        case .invalid(let diagnostics): lines += diagnostics.flatMap(\.lines)
        }
        return lines
    }
}

/// An expectation that was not met, or a line that could not be played.
///
///     greylist.smtp:10: expected 451 4.7.1 Greylisted, got 250 2.1.5 Recipient OK
///        9  C: RCPT TO:<bob@sim.example>
///       10  S: 451 4.7.1 Greylisted
///              ^^^ code differs
///       why: recipient bob@sim.example: accept (default); no handler matched
///       try: smtpsim run --update greylist.smtp     smtpsim greylist.smtp --until 9
public struct ScriptFailure: Hashable, Sendable {
    /// The script.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The title of the phase it is in, if there is one.
    public var phase: String?
    /// What was expected, and what came.
    public var message: String
    /// The lines concerned, with their numbers, and what is wrong with them.
    public var picture: [String]
    /// Why the server did what it did, if that is known.
    public var why: String?
    /// What the script lacks, if that can be told.
    public var hint: String?
    /// What a person could do next.
    public var advice: String?

    /// All of it as lines for a person.
    public var lines: [String] { lines(advises: true) }

    fileprivate func lines(advises: Bool) -> [String] {
        var lines = ["\(file):\(line): \(message)"] + picture
        if let phase { lines.append("  phase: \(EscapedText.inLine(phase.utf8))") }
        if let why { lines.append("  why: \(why)") }
        if let hint { lines.append("  hint: \(hint)") }
        if advises, let advice { lines.append("  try: \(advice)") }
        return lines
    }
}
