import Glibc

/// Long sessions played by `smtpsim run`: time and memory grow with their length, and no faster.
struct ScaleRows {
    let smtpsim: String

    private struct Run {
        var seconds = Double.infinity
        var memory = 0
        var isWell = true
    }

    private static let lengths = [1_000, 10_000, 100_000]
    /// Ten times as long may take that many times the time: a bit more, since caches have an end.
    private static let steepest = 15.0

    func rows() -> [Row] {
        [
            row("steps") { _ in "C: NOOP\n" },
            row(
                "recipients", after: ":set maximum-recipients 1000000\n",
                "C: MAIL FROM:<a@c.example>\n"
            ) { "C: RCPT TO:<bob\($0)@sim.example>\n" },
            row("messages") {
                ":send \"MAIL FROM:<a@c.example>\\r\\nRCPT TO:<b\($0)@sim.example>\\r\\n"
                    + "DATA\\r\\nSubject: \($0)\\r\\n\\r\\nText\\r\\n.\\r\\n\"\n"
            },
        ]
    }

    private func row(
        _ what: String, after settings: String = "", _ beginning: String = "",
        _ part: (Int) -> String
    ) -> Row {
        let opening = settings + "C: EHLO c.example\n" + beginning
        let runs = ScaleRows.lengths.map { count in
            play((0..<count).reduce(into: opening) { $0 += part($1) })
        }
        let longest = runs[runs.count - 1]
        let slope = zip(runs.dropFirst(), runs).map { $0.seconds / $1.seconds }.max() ?? 0
        let times = runs.map { Row.number($0.seconds, 2) }.joined(separator: ", ")
        return Row(
            what: "10³, 10⁴, 10⁵ \(what) of a script",
            measured: "\(times) s, \(longest.memory / 1_024) MB",
            budget: "≤ \(Row.number(ScaleRows.steepest, 0)) × from one to the next, ≤ 500 MB",
            isKept: runs.allSatisfy(\.isWell)
                ? slope <= ScaleRows.steepest && longest.memory <= 500 << 10 : nil)
    }

    private func play(_ script: String) -> Run {
        let path = "/tmp/smtpsim-benchmark-\(getpid()).smtp"
        guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
        fputs(script, file)
        fclose(file)
        defer { unlink(path) }
        let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(input) }
        var best = Run()
        for _ in 0..<3 {
            let start = Stopwatch.now
            let end = Child([smtpsim, "run", path], input: input)?.end()
            best.seconds = min(best.seconds, Stopwatch.now - start)
            best.memory = max(best.memory, end?.memory ?? 0)
            best.isWell = best.isWell && end?.isGood == true
        }
        return best
    }
}
