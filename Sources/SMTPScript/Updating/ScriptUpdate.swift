/// Rewrites a script by what happened when it was played: `run --update`.
///
/// Only `S` and `#~` lines change. An expectation that the reply met stays as it is written; of one
/// that was not met those lines stay that a line of the reply still matches. An update by the same
/// events changes nothing a second time.
public struct ScriptUpdate: Sendable {
    /// The script as it was.
    public let script: Script
    /// The changes of lines that were not met, in the order they were made.
    private var replacements: [ScriptEdit] = []
    /// What happened after a line: first its trace, then what no line expected.
    private var aftermath: [Int: [ObservedLine]] = [:]
    /// The line up to which the script was played: trace that is not noted there goes.
    private var lastPlayed = -1

    /// Whether the script has lines of trace, which are to be kept current.
    package let hasTrace: Bool

    /// Begins an update.
    ///
    /// - Parameter script: The script that was played.
    public init(_ script: Script) {
        self.script = script
        hasTrace = script.lines.contains { $0.kind.isTrace }
    }

    /// The changes gathered so far.
    package var edits: [ScriptEdit] {
        let played = hasTrace ? 0..<min(lastPlayed + 1, script.lines.count) : 0..<0
        let places = Set(aftermath.keys).union(
            played.filter { script.lines[$0].kind.role != .remark })
        return replacements + places.sorted().flatMap(changes)
    }

    /// Whether there is nothing to change.
    public var isEmpty: Bool { edits.isEmpty }

    /// The changes after a line.
    private func changes(after line: Int) -> [ScriptEdit] {
        let following = script.lines[(line + 1)...].prefix { $0.kind.role == .remark }
        let present = following.indices.filter { script.lines[$0].kind.isTrace }
        let happened = aftermath[line] ?? []
        let trace = Array(happened.prefix { $0.isTrace })
        let further = Array(happened[trace.count...])
        var edits: [ScriptEdit] = []
        let written = present.map { String(script.lines[$0].text.drop { $0 == " " || $0 == "\t" }) }
        if written != trace.map(\.text) {
            edits.append(
                present.isEmpty
                    ? .insertAfter(line, trace) : .replace(lines: present, with: trace))
        }
        if !further.isEmpty { edits.append(.insertAfter(present.last ?? line, further)) }
        return edits
    }

    /// Notes that an expectation was not met.
    ///
    /// - Parameters:
    ///   - expectation: The expectation.
    ///   - reply: What came instead, or `nil` if no reply came.
    ///   - captures: What earlier lines captured.
    public mutating func replace(
        _ expectation: ReplyExpectation, with reply: ReceivedReply?,
        captures: [String: String] = [:]
    ) {
        guard let reply else {
            replacements.append(.replace(lines: expectation.lines, with: []))
            return
        }
        replacements += ReplyRepair(expectation, of: script, captures).edits(for: reply)
    }

    /// Notes that the server event of the line with that index did not happen, or others did.
    package mutating func replaceEvent(at line: Int, with events: [ServerEvent] = []) {
        replacements.append(.replace(lines: [line], with: events.map(ObservedLine.event)))
    }

    /// Notes what the server did that no line expected, and its trace, which a script without any
    /// does not get; it goes after the last line of the write that caused it, or the step before.
    package mutating func insert(_ lines: [ObservedLine], after line: Int) {
        aftermath[line, default: []] += lines.filter { hasTrace || !$0.isTrace }
    }

    /// Notes what came before any line was played, such as the greeting; it goes before the first
    /// step that sends.
    package mutating func insert(_ lines: [ObservedLine], before line: Int) {
        replacements.append(.insertBefore(line, lines))
    }

    /// Notes what was traced after the last line of a step.
    ///
    /// The trace lines that follow are replaced if they differ. A script without any stays without.
    package mutating func trace(_ texts: [String], after line: Int) {
        insert(texts.map(ObservedLine.trace), after: line)
    }

    /// Notes how far the script was played: trace up to there that nothing gave goes.
    package mutating func played(through line: Int) { lastPlayed = max(lastPlayed, line) }

    /// The script with the changes made.
    ///
    /// - Parameter limits: The bounds of the result.
    /// - Returns: The new script.
    /// - Throws: ``ScriptError`` if the changes make it exceed the bounds.
    public func applied(limits: ScriptLimits = ScriptLimits()) throws(ScriptError) -> Script {
        try apply(edits, limits: limits)
    }

    /// The script with other changes made; of its lines only `S` and `#~` lines are replaced.
    package func apply(
        _ edits: [ScriptEdit], limits: ScriptLimits = ScriptLimits()
    ) throws(ScriptError) -> Script {
        guard !edits.isEmpty else { return script }
        let bytes = ScriptRewriting(script, edits).bytes
        return try ScriptParser.parse(bytes, name: script.name, limits: limits)
    }
}
