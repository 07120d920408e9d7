/// Rewrites a script by what happened when it was played: `run --update`.
///
/// Only `S` and `#~` lines change. An expectation that the reply met stays as it is written; one
/// that was not met is replaced by the reply, or deleted when none came. An update by the same
/// events changes nothing a second time.
public struct ScriptUpdate: Sendable {
    /// The script as it was.
    public let script: Script

    /// The changes gathered so far, in the order they were made.
    public private(set) var edits: [ScriptEdit] = []

    private let hasTrace: Bool

    /// Begins an update.
    ///
    /// - Parameter script: The script that was played.
    public init(_ script: Script) {
        self.script = script
        hasTrace = script.lines.contains { $0.kind.isTrace }
    }

    /// Whether there is nothing to change.
    public var isEmpty: Bool { edits.isEmpty }

    /// Notes that an expectation was not met.
    ///
    /// - Parameters:
    ///   - expectation: The expectation.
    ///   - reply: What came instead, or `nil` if no reply came.
    public mutating func replace(_ expectation: ReplyExpectation, with reply: ReceivedReply?) {
        let lines = reply?.lines.map(ObservedLine.reply) ?? []
        edits.append(.replace(lines: expectation.lines, with: lines))
    }

    /// Notes that a server event did not happen, or another did.
    ///
    /// - Parameters:
    ///   - line: The index of the `S.` line.
    ///   - events: What the server did instead, if anything.
    public mutating func replaceEvent(at line: Int, with events: [ServerEvent] = []) {
        edits.append(.replace(lines: [line], with: events.map(ObservedLine.event)))
    }

    /// Notes a reply or event that no line expected.
    ///
    /// - Parameters:
    ///   - lines: What the server did.
    ///   - line: The index of the line to put it behind: the last of the write that caused it, or
    ///     of the step before it.
    public mutating func insert(_ lines: [ObservedLine], after line: Int) {
        edits.append(.insertAfter(line, lines))
    }

    /// Notes a reply or event that came before any line was played, such as the greeting.
    ///
    /// - Parameters:
    ///   - lines: What the server did.
    ///   - line: The index of the line to put it in front of: the first step that sends.
    public mutating func insert(_ lines: [ObservedLine], before line: Int) {
        edits.append(.insertBefore(line, lines))
    }

    /// Notes what was traced behind a step.
    ///
    /// The trace lines that follow the step are replaced if they differ. A script without any
    /// trace lines stays without.
    ///
    /// - Parameters:
    ///   - texts: The trace.
    ///   - line: The index of the step's last line.
    public mutating func trace(_ texts: [String], after line: Int) {
        guard hasTrace else { return }
        let following = script.lines[(line + 1)...].prefix { $0.kind.isRemark }
        let present = following.indices.filter { script.lines[$0].kind.isTrace }
        let wanted = texts.map(ObservedLine.trace)
        let written = present.map { String(script.lines[$0].text.drop { $0 == " " || $0 == "\t" }) }
        guard written != wanted.map(\.text) else { return }
        edits.append(
            present.isEmpty
                ? .insertAfter(line, wanted) : .replace(lines: present, with: wanted))
    }

    /// The script with the changes made.
    ///
    /// - Parameter limits: The bounds of the result.
    /// - Returns: The new script.
    /// - Throws: ``ScriptError`` if the changes make it exceed the bounds.
    public func applied(limits: ScriptLimits = ScriptLimits()) throws(ScriptError) -> Script {
        try apply(edits, limits: limits)
    }

    /// The script with other changes made.
    ///
    /// - Parameters:
    ///   - edits: The changes. Lines they would replace that are no `S` or `#~` lines stay.
    ///   - limits: The bounds of the result.
    /// - Returns: The new script.
    /// - Throws: ``ScriptError`` if the changes make it exceed the bounds.
    public func apply(
        _ edits: [ScriptEdit], limits: ScriptLimits = ScriptLimits()
    ) throws(ScriptError) -> Script {
        guard !edits.isEmpty else { return script }
        let bytes = ScriptRewriting(script, edits).bytes
        return try ScriptParser.parse(bytes, name: script.name, limits: limits)
    }
}

extension ScriptLine.Kind {
    /// Whether the line is trace.
    var isTrace: Bool {
        if case .trace = self { true } else { false }
    }
}
