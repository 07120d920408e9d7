/// Everything that is wrong with a script, in the order of its lines.
public struct ScriptError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The errors, at least one, at most ``ScriptLimits/errorCount``.
    public var diagnostics: [ScriptDiagnostic]

    /// Whether there were more errors than are reported.
    public var isTruncated: Bool

    /// The errors as lines for a person, without a final line end.
    public var description: String {
        let shown = diagnostics.map(\.description)
        let more = isTruncated ? ["further errors are not shown"] : []
        return (shown + more).joined(separator: "\n")
    }
}

/// Collects the errors of one script up to a bound.
struct FaultCollector {
    let file: String
    let bound: Int
    private(set) var diagnostics: [ScriptDiagnostic] = []
    private(set) var isTruncated = false

    init(file: String, bound: Int) {
        self.file = file
        self.bound = max(1, bound)
    }

    mutating func add(_ fault: LineFault, line: Int, source: ArraySlice<UInt8>) {
        guard diagnostics.count < bound else {
            isTruncated = true
            return
        }
        diagnostics.append(
            ScriptDiagnostic(
                file: file, line: line, column: fault.column(in: source), message: fault.message,
                hint: fault.hint, source: String(decoding: source, as: UTF8.self)))
    }

    var error: ScriptError? {
        guard !diagnostics.isEmpty else { return nil }
        let sorted = diagnostics.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        return ScriptError(diagnostics: sorted, isTruncated: isTruncated)
    }
}
