import OctetText
import SMTPScript
import SMTPSimulator
import TerminalText

/// What `run --against` writes about one script.
package struct AgainstResult: Sendable {
    package let name: String
    package let report: AgainstReport

    package init(name: String, report: AgainstReport) {
        self.name = name
        self.report = report
    }

    /// Whether the server did what the script expects.
    package func isMet(_ mode: CompareMode) -> Bool { report.isMet(mode) }
}

extension AgainstResult {
    /// The three columns for a person, what differs in full, and a closing line.
    package func lines(width: Int, mode: CompareMode, isQuiet: Bool = false) -> [Line] {
        var page = Page(width: width, mark: "")
        let columns = Columns(width: page.width)
        if !isQuiet {
            page.show(columns.row("", "script", "server", "model"), .state)
            for row in report.rows { show(row, columns, on: &page) }
            let differences = report.rows.filter { $0.withScript == .code || $0.withModel == .code }
            for row in differences { tell(row, on: &page) }
            for remark in report.remarks { page.say(remark) }
        }
        if let end = report.end { page.say("The run ended: \(EscapedText.shown(end)).", .warning) }
        page.show(verdict(mode), isMet(mode) ? .positiveCompletionCode : .error)
        return page.lines
    }

    private func show(_ row: AgainstReport.Row, _ columns: Columns, on page: inout Page) {
        let text = columns.row(
            row.client.isEmpty ? "" : EscapedText.shown(row.client),
            row.script.map { EscapedText.shown($0.text) } ?? "",
            row.server.map(AgainstResult.short) ?? (row.withModel == .silent ? "(silence)" : ""),
            row.model.map(AgainstResult.short) ?? "")
        page.show(text, AgainstResult.label(row))
        if let note = row.note { page.say("  \(note)", .trace, indentation: 2) }
    }

    private static func label(_ row: AgainstReport.Row) -> Label {
        guard row.isSent else { return .trace }
        let agreements = [row.withScript, row.withModel]
        if row.withScript == .code || row.withScript == .silent { return .error }
        return agreements.contains(.code) || agreements.contains(.silent) ? .warning : .tool
    }

    /// A difference of codes in full: what each says, and why the model does.
    private func tell(_ row: AgainstReport.Row, on page: inout Page) {
        page.show("")
        page.show(
            EscapedText.shown(row.client.isEmpty ? "(a further reply)" : row.client), .clientText)
        if let script = row.script { page.show("  script  \(EscapedText.shown(script.text))") }
        for line in row.server?.lines ?? ["(silence)"] {
            page.show("  server  \(EscapedText.shown(line))", .diffAdded)
        }
        for line in row.model?.lines ?? [] { page.show("  model   \(EscapedText.shown(line))") }
        if let rule = row.rule { page.show("  rule    \(rule)", .rule) }
    }

    private func verdict(_ mode: CompareMode) -> String {
        let counts = [
            (report.count(.same), "same"), (report.count(.text), "other words"),
            (report.count(.code), "other code"), (report.count(.silent), "silent"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let compared = counts.isEmpty ? "nothing compared" : counts.joined(separator: ", ")
        return
            "\(isMet(mode) ? "PASS" : "FAIL") \(EscapedText.shown(name))   against the model: \(compared)"
    }

    /// A reply in a column: its first line, and how many there are.
    private static func short(_ reply: ReceivedReply) -> String {
        let first = EscapedText.shown(reply.lines.first ?? "")
        return reply.lines.count > 1 ? "\(first) +\(reply.lines.count - 1)" : first
    }
}

/// Four columns of equal width, what does not fit cut off.
private struct Columns {
    private let widths: [Int]

    init(width: Int) {
        let each = max(8, (width - 6) / 4)
        widths = [max(8, width - 6 - 3 * each), each, each, each]
    }

    func row(_ texts: String...) -> String {
        let cells = zip(texts, widths).map { text, width in
            let cut = EscapedText.clipped(text, to: width)
            return cut
                + String(repeating: " ", count: max(0, width - DisplayWidth.columns(of: cut)))
        }
        let line = cells.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}

extension AgainstResult {
    /// All of it, nothing cut off.
    package var json: JSON {
        [
            "name": .string(name), "end": .optional(report.end),
            "remarks": .strings(report.remarks),
            "rows": .array(report.rows.map(AgainstResult.json)),
        ]
    }

    private static func json(_ row: AgainstReport.Row) -> JSON {
        [
            "client": .string(row.client), "sent": .bool(row.isSent), "note": .optional(row.note),
            "script": row.script.map { .strings($0.lines) } ?? .null,
            "server": row.server.map { .strings($0.lines) } ?? .null,
            "model": row.model.map { .strings($0.lines) } ?? .null,
            "rule": .optional(row.rule), "withScript": .optional(row.withScript?.rawValue),
            "withModel": .optional(row.withModel?.rawValue),
        ]
    }
}
