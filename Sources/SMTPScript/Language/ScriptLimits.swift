/// The bounds of a script: what is beyond them is an error, whoever wrote the file.
public struct ScriptLimits: Hashable, Sendable {
    /// The greatest size of a file, in bytes.
    public var fileSize = 16 << 20
    /// The greatest length of a line, in bytes, without its line end.
    public var lineLength = 1 << 20
    /// The greatest number of lines before the first section.
    public var lineCount = 200_000
    /// The greatest repeat count of a `C+` line.
    public var repeatCount = 1_000_000
    /// The greatest number of bytes that all `C+` lines of a script send together.
    public var expandedSize = 256 << 20
    /// How deep `:include` may nest.
    public var includeDepth = 8
    /// The greatest number of steps of a run, those of included scripts among them.
    public var steps = 1_000_000
    /// The greatest number of errors reported for a file.
    public var errorCount = 20

    /// Makes the default bounds.
    public init() {}
}
