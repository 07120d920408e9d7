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

/// Carries out the edits of an update on the lines of a script.
struct ScriptRewriting {
    private let script: Script
    private var removed: Set<Int> = []
    private var before: [Int: [ObservedLine]] = [:]
    private var after: [Int: [ObservedLine]] = [:]

    init(_ script: Script, _ edits: [ScriptEdit]) {
        self.script = script
        for edit in edits { note(edit) }
    }

    private mutating func note(_ edit: ScriptEdit) {
        switch edit {
        case .insertBefore(let line, let lines): before[line, default: []] += lines
        case .insertAfter(let line, let lines): after[line, default: []] += lines
        case .replace(let lines, let replacement):
            let rewritable = lines.filter(isRewritable)
            guard let first = rewritable.min() else { return }
            removed.formUnion(rewritable)
            before[first, default: []] += replacement
        }
    }

    private func isRewritable(_ index: Int) -> Bool {
        guard script.lines.indices.contains(index) else { return false }
        let kind = script.lines[index].kind
        return kind.expects || kind.isTrace
    }

    /// The rewritten file.
    var bytes: [UInt8] {
        var rewritten = script
        rewritten.lines = []
        for (index, line) in script.lines.enumerated() {
            append(before[index] ?? [], like: line, to: &rewritten.lines)
            if !removed.contains(index) { rewritten.lines.append(line) }
            append(after[index] ?? [], like: line, to: &rewritten.lines)
        }
        restoreEndings(&rewritten.lines)
        return rewritten.bytes
    }

    /// Appends lines with the indentation of a neighbour, and its line end.
    private func append(
        _ lines: [ObservedLine], like neighbour: ScriptLine, to output: inout [ScriptLine]
    ) {
        for line in lines {
            output.append(
                ScriptLine(
                    number: neighbour.number, text: neighbour.indentation + line.text,
                    ending: neighbour.ending, kind: .blank))
        }
    }

    /// Only the last line of a file may lack its line end, and it does if it did.
    private func restoreEndings(_ lines: inout [ScriptLine]) {
        guard script.lines.last?.ending == LineEnd.none else { return }
        let usual = script.lines.first { $0.ending != .none }?.ending ?? .lineFeed
        for index in lines.indices where lines[index].ending == .none {
            lines[index].ending = usual
        }
        guard !lines.isEmpty else { return }
        lines[lines.count - 1].ending = .none
    }
}
