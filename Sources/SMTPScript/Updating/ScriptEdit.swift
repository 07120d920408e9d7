/// A line that an update can write: nothing but what the server did, and what was traced.
package enum ObservedLine: Hashable, Sendable {
    /// A reply line, without CRLF.
    case reply(String)
    /// A reply line in the words of the script, with its holes.
    case pattern(String)
    /// Something the server did that is no reply.
    case event(ServerEvent)
    /// A line of trace.
    case trace(String)

    /// The line of a script, without indentation and line end.
    var text: String {
        switch self {
        case .reply(let line): ScriptText.line(expecting: line)
        case .pattern(let text): "S: " + text
        case .event(let event): ScriptText.line(event)
        case .trace(let text): ScriptText.line(trace: text)
        }
    }

    var isTrace: Bool { if case .trace = self { true } else { false } }
}

/// A change to a script that leaves alone all but the `S` and `#~` lines.
///
/// Numbers are indices of ``Script/lines`` before any change.
package enum ScriptEdit: Hashable, Sendable {
    /// Puts lines in the place of others. The new ones stand where the first of the old ones
    /// stood; comments between the old ones stay. With no new lines, the old ones are deleted.
    case replace(lines: [Int], with: [ObservedLine])
    /// Puts lines after a line.
    case insertAfter(Int, [ObservedLine])
    /// Puts lines in front of a line.
    case insertBefore(Int, [ObservedLine])
}
