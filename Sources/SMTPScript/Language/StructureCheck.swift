/// Checks what no single line shows: that groups are opened, closed and hold what a group can hold.
enum StructureCheck {
    static func faults(in script: Script) -> [(LineFault, ScriptLine)] {
        var faults: [(LineFault, ScriptLine)] = []
        var open: ScriptLine?
        // Most lines are of no group, and none is open.
        for index in script.lines.indices
        where open != nil || script.lines[index].kind.role == .reply {
            let line = script.lines[index]
            if let fault = fault(in: line, open: open) { faults.append((fault, line)) }
            if line.kind == .groupStart { open = line }
            if line.kind == .groupEnd || !belongsInGroup(line.kind) { open = nil }
        }
        if let open { faults.append((fault("`S{` without its `S}`", in: open), open)) }
        return faults
    }

    private static func fault(in line: ScriptLine, open: ScriptLine?) -> LineFault? {
        guard let open else { return faultOutside(line) }
        if line.kind == .groupStart {
            return fault("`S{` inside a group; groups do not nest", in: line)
        }
        guard !belongsInGroup(line.kind) else { return nil }
        return fault(
            "expected `S}` before this line", in: line,
            hint: "the group begins in line \(open.number); it can hold `S:`, `S?`, `S!` and `S*`")
    }

    private static func faultOutside(_ line: ScriptLine) -> LineFault? {
        if line.kind == .groupEnd { return fault("`S}` without its `S{`", in: line) }
        if case .mustNotOccur = line.kind {
            return fault("`S!` outside of a group `S{` … `S}`", in: line)
        }
        return nil
    }

    private static func belongsInGroup(_ kind: ScriptLine.Kind) -> Bool {
        kind.role == .reply || kind.role == .remark
    }

    private static func fault(
        _ message: String, in line: ScriptLine, hint: String? = nil
    ) -> LineFault {
        LineFault(at: line.indentation.utf8.count, message, hint: hint)
    }
}
