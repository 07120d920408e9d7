import Glibc

/// Long sessions: processor time and memory grow with their length, and no faster.
struct ScaleRows {
    let smtpsim: String

    /// What is made longer and longer.
    private struct Scale: Sendable {
        let what: String
        var lengths = [1_000, 10_000, 100_000]
        /// The arguments of the program; FILE stands for the path of the input, which else is its standard input.
        var arguments = ["run", "FILE"]
        var opening = "C: EHLO c.example\n"
        /// What comes so many times, given its number from 0.
        let part: @Sendable (Int) -> String
        /// What comes as often after all of that.
        var afterwards = ""
    }

    private struct Run {
        var seconds = Double.infinity
        var memory = 0
        var isWell = true
    }

    /// Twice the length may take that many times twice the time: a bit more, since caches have an end.
    private static let steepest = 1.5
    /// KiB.
    private static let mostMemory = 500 << 10

    func rows() -> [Row] { ScaleRows.scales.map(row) }

    private static let scales = [
        Scale(
            what: "commands in one file, through stdio",
            lengths: [1_000, 10_000, 100_000, 1_000_000],
            arguments: ["stdio", "--trace", "off", "--init", "none"],
            opening: "EHLO c.example\r\n", part: { _ in "NOOP\r\n" }),
        Scale(what: "commands in one write of a script", part: { _ in "C: NOOP\n" }),
        Scale(
            what: "lines of a script, every second an expectation",
            opening: "C: EHLO c.example\nS*\n",
            part: { $0 % 2 == 0 ? "C: NOOP\n" : "S= 250\n" }),
        Scale(what: "steps of a script", part: { _ in ":send \"NOOP\\r\\n\"\n" }),
        Scale(
            what: "recipients of a message, a step each", lengths: [100, 1_000, 10_000, 100_000],
            opening:
                ":set maximum-recipients 1000000\nC: EHLO c.example\nC: MAIL FROM:<a@c.example>\n",
            part: { ":send \"RCPT TO:<bob\($0)@sim.example>\\r\\n\"\n" }),
        Scale(
            what: "messages, a step each", lengths: [100, 1_000, 10_000, 100_000],
            part: {
                ":send \"MAIL FROM:<a@c.example>\\r\\nRCPT TO:<b\($0)@sim.example>\\r\\n"
                    + "DATA\\r\\nSubject: \($0)\\r\\n\\r\\nText\\r\\n.\\r\\n\"\n"
            }),
        Scale(
            what: "steps of a script, and as many undone one by one",
            lengths: [1_000, 10_000, 90_000], part: { _ in ":send \"NOOP\\r\\n\"\n" },
            afterwards: ":undo\n"),
    ]

    private func row(_ scale: Scale) -> Row {
        let runs = scale.lengths.map { play(scale, $0) }
        let longest = runs[runs.count - 1]
        let slopes = zip(scale.lengths, runs).map { $1.seconds / Double($0) }
        let steepest = zip(slopes.dropFirst(), slopes).map { $0 / $1 }.max() ?? 0
        let times = runs.map { Row.number($0.seconds, 2) }.joined(separator: ", ")
        let lengths = scale.lengths.map { "\($0)" }.joined(separator: ", ")
        return Row(
            what: "\(lengths) \(scale.what)",
            measured: "\(times) s, \(longest.memory / 1_024) MB", ratio: steepest,
            budget: "≤ \(Row.number(ScaleRows.steepest, 1)) × steeper, ≤ 500 MB",
            isKept: runs.allSatisfy(\.isWell)
                ? steepest <= ScaleRows.steepest && longest.memory <= ScaleRows.mostMemory : nil)
    }

    private func play(_ scale: Scale, _ length: Int) -> Run {
        let path = "/tmp/smtpsim-benchmark-\(getpid()).smtp"
        write(scale, length, to: path)
        defer { unlink(path) }
        let command = [smtpsim] + scale.arguments.map { $0 == "FILE" ? path : $0 }
        var best = Run()
        for _ in 0..<3 {
            let input = open(path, O_RDONLY | O_CLOEXEC)
            defer { close(input) }
            let end = Child(command, input: input)?.end()
            best.seconds = min(best.seconds, end?.seconds ?? .infinity)
            best.memory = max(best.memory, end?.memory ?? 0)
            best.isWell = best.isWell && end?.isGood == true
        }
        return best
    }

    private func write(_ scale: Scale, _ length: Int, to path: String) {
        guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
        defer { fclose(file) }
        fputs(scale.opening, file)
        for number in 0..<length { fputs(scale.part(number), file) }
        guard !scale.afterwards.isEmpty else { return }
        for _ in 0..<length { fputs(scale.afterwards, file) }
    }
}
