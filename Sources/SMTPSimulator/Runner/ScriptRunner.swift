import SMTPScript

/// Plays scripts, and checks what they expect.
///
///     let report = ScriptRunner(files: folder).run(script)
///
/// But for the files that a script names, a run is a pure computation: time is virtual, chance is
/// seeded, nothing is sent anywhere.
public struct ScriptRunner: Sendable {
    private let files: any ScriptFiles

    /// A runner; the files are those that scripts name, below the script's folder.
    public init(files: any ScriptFiles = NoFiles()) { self.files = files }

    /// Plays a script.
    public func run(
        _ script: Script, options: ScriptRunOptions = ScriptRunOptions()
    ) -> ScriptReport {
        let plan = ScriptPlan(script, files: files, limits: options.limits)
        guard plan.diagnostics.isEmpty else {
            return ScriptReport(of: script, options, .invalid(plan.diagnostics))
        }
        var run = ScriptRun(plan, files: files, options: options)
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
    /// How closely replies are compared.
    public var compare = CompareMode.exact
    /// The bounds of a run.
    public var limits = ScriptLimits()
    /// The last line to be played; nil for all of them.
    public var until: Int?
    /// Whether credentials are shown in failures.
    public var showsSecrets = false

    /// The usual options.
    public init() {}
}
