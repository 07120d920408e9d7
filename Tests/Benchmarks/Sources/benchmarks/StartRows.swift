import Glibc

/// The time from the start of a program to its greeting, and the memory that it holds then.
struct StartRows {
    let smtpsim: String
    /// The executable that people install, as `.ci/package` makes it; nil if there is none.
    let staticSmtpsim: String?

    private struct Start {
        var seconds = Double.infinity
        var memory = 0
    }

    func rows() -> [Row] {
        let arguments = ["stdio", "--trace", "off", "--init", "none"]
        var usual = Start()
        var fullyStatic = Start()
        var exim = Start()
        for _ in 0..<60 {
            measure([smtpsim] + arguments, &usual)
            if let staticSmtpsim { measure([staticSmtpsim] + arguments, &fullyStatic) }
            measure([StartRows.exim, "-bh", "127.0.0.1"], &exim)
        }
        return [
            row("first reply, static Swift library", usual, exim, seconds: 0.003, share: 0.35),
            row("first reply, as installed", fullyStatic, exim, seconds: 0.0015, share: 0.2),
            memoryRow("memory then, static Swift library", usual, exim, share: 1),
            memoryRow("memory then, as installed", fullyStatic, exim, share: 0.5),
        ]
    }

    private static let exim = "/usr/sbin/exim4"

    /// The row of a time; the budget is in seconds, and as a share of Exim's time.
    private func row(
        _ what: String, _ start: Start, _ exim: Start, seconds limit: Double, share: Double
    ) -> Row {
        let ratio = start.seconds / exim.seconds
        let isMeasured = start.seconds.isFinite
        let isBeside = exim.seconds.isFinite
        return Row(
            what: what, measured: Row.number(start.seconds * 1e3, 2) + " ms",
            floor: isBeside ? "exim -bh " + Row.number(exim.seconds * 1e3, 2) + " ms" : "no exim",
            ratio: isMeasured && isBeside ? ratio : nil,
            budget: "≤ \(Row.number(limit * 1e3, 1)) ms, ≤ \(Row.number(share, 2)) × exim",
            isKept: isMeasured ? start.seconds <= limit && (!isBeside || ratio <= share) : nil)
    }

    private func memoryRow(_ what: String, _ start: Start, _ exim: Start, share: Double) -> Row {
        let ratio = Double(start.memory) / Double(exim.memory)
        return Row(
            what: what, measured: "\(start.memory) KiB",
            floor: exim.memory > 0 ? "exim -bh \(exim.memory) KiB" : "no exim",
            ratio: exim.memory > 0 ? ratio : nil, budget: "≤ \(Row.number(share, 1)) × exim",
            isKept: exim.memory > 0 && start.memory > 0 ? ratio <= share : nil)
    }

    private func measure(_ command: [String], _ best: inout Start) {
        guard access(command[0], X_OK) == 0 else { return }
        let input = Pipe()
        let output = Pipe()
        let start = Stopwatch.now
        let child = Child(command, input: input.reading, output: output.writing)
        close(input.reading)
        close(output.writing)
        let hasGreeted = waitForGreeting(output.reading)
        let seconds = Stopwatch.now - start
        if hasGreeted {
            best.seconds = min(best.seconds, seconds)
            best.memory = max(best.memory, child?.peakMemory ?? 0)
        }
        close(input.writing)
        close(output.reading)
        child?.wait()
    }

    private func waitForGreeting(_ descriptor: Int32) -> Bool {
        var text: [UInt8] = []
        var portion = [UInt8](repeating: 0, count: 4_096)
        while !String(decoding: text, as: UTF8.self).contains("220 ") {
            let count = read(descriptor, &portion, portion.count)
            guard count > 0 else { return false }
            text += portion.prefix(count)
        }
        return true
    }
}
