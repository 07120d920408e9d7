import SMTPScript

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
