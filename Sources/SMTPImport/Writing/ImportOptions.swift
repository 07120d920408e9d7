import SASL

/// How a recorded conversation becomes a script.
public struct ImportOptions: Sendable {
    /// What the source is called in the script's comments, usually its path.
    public var source: String
    /// Whether credentials stay as they were recorded; otherwise harmless ones stand in their place.
    public var showsSecrets = false
    /// The mechanisms whose messages are understood, so that only what is secret in them is replaced.
    public var mechanisms: [Mechanism]
    /// Whether the script sets up a server that greets and offers what the recorded one did.
    ///
    /// Without it the script is for whatever server it is played to.
    public var setsServer = true
    /// Further lines for the head of the script, such as `:set tolerate.syntax.extra-blank on`.
    public var settings: [String] = []

    /// The usual options.
    public init(source: String, mechanisms: [Mechanism] = .standard) {
        self.source = source
        self.mechanisms = mechanisms
    }
}
