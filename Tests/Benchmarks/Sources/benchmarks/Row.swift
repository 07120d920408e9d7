/// One line of the table: what was measured, beside its floor and its budget.
struct Row {
    var what: String
    var measured: String
    var floor = ""
    var ratio: Double?
    var budget: String
    /// Whether the budget is kept; nil if it cannot be told.
    var isKept: Bool?

    static let heading = "| what | measured | floor | ratio | budget | |\n|---|---|---|---|---|---|"

    /// The line as it stands in docs/performance.md.
    var text: String {
        let verdict = isKept.map { $0 ? "ok" : "over" } ?? "not measured"
        let ratio = ratio.map { Row.number($0, 2) } ?? ""
        return "| \(what) | \(measured) | \(floor) | \(ratio) | \(budget) | \(verdict) |"
    }

    /// A number with so many digits after the point.
    static func number(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return "-" }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let whole = Int((value * scale).rounded())
        guard digits > 0 else { return "\(whole)" }
        let fraction = "\(abs(whole) % Int(scale))"
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return "\(whole / Int(scale)).\(zeros)\(fraction)"
    }
}
