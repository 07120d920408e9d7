import OctetText
import SMTPScript
import SMTPSession

extension ScriptRun {
    /// Notes that a reply is not the expected one.
    mutating func fail(_ mismatch: Mismatch, _ came: Observation?) {
        guard isTold() else { return }
        let index = script.lines.firstIndex { $0.number == mismatch.line } ?? 0
        let line = script.lines[index]
        let expected = mismatch.expected.isEmpty ? line.text : mismatch.expected
        let received = mismatch.received ?? (came?.words ?? nothing)
        var picture = causePicture(came, before: index)
        picture.append(ScriptRun.numbered(line.number, EscapedText.inLine(line.text.utf8)))
        picture.append(
            String(repeating: " ", count: ScriptRun.gutter) + mismatch.underline(below: line.text))
        report.failures.append(
            ScriptFailure(
                file: script.name, line: mismatch.line, phase: phase,
                message: "expected \(EscapedText.inLine(expected.utf8)), got "
                    + EscapedText.inLine(received.utf8),
                picture: picture, why: came?.why, hint: missingHandshake(mismatch),
                advice: advice(mismatch.line - 1, updates: true)))
    }

    /// Notes that a line could not be played, or what it checks does not hold.
    mutating func fail(_ index: Int, _ message: String, why: String? = nil) {
        guard isTold() else { return }
        let line = script.lines[index]
        report.failures.append(
            ScriptFailure(
                file: script.name, line: line.number, phase: phase, message: message,
                picture: shownLine(index), why: why,
                advice: advice(line.number - 1, updates: line.kind.expects)))
    }

    mutating func fail(unexpected observation: Observation) {
        guard isTold() else { return }
        let cause = observation.cause.flatMap { $0.file == script.name ? $0.index : nil }
        let number = cause.map { script.lines[$0].number } ?? script.lines.last?.number ?? 1
        report.failures.append(
            ScriptFailure(
                file: script.name, line: number, phase: phase,
                message: "unexpected reply: \(EscapedText.inLine(observation.words.utf8))",
                picture: cause.map(shownLine) ?? [], why: observation.why,
                advice: advice(number, updates: true)))
    }

    /// Says, once, that the server waits for a handshake, as after a recorded session in which it
    /// left no trace.
    private mutating func missingHandshake(_ mismatch: Mismatch) -> String? {
        guard mismatch.kind == .noReply, simulator.expectation == .handshake, !hasMissedHandshake
        else { return nil }
        hasMissedHandshake = true
        return "the server waits for the TLS handshake: put a line :tls after the reply to STARTTLS"
    }

    /// Counts a failure, and says whether there are few enough to tell of it: pictures take time.
    private mutating func isTold() -> Bool {
        report.failureCount += 1
        return report.failures.count < options.limits.errorCount
    }

    private func causePicture(_ came: Observation?, before index: Int) -> [String] {
        if let cause = came?.cause, cause.file == script.name, cause.index < index {
            return shownLine(cause.index)
        }
        let last = script.lines[..<index].lastIndex { $0.kind.sends || $0.kind.isAnswer }
        return last.map(shownLine) ?? []
    }

    private func shownLine(_ index: Int) -> [String] {
        let line = script.lines[index]
        let shown = options.showsSecrets ? nil : masked[index]
        let text = options.showsSecrets ? line.text : ScriptSecrets.masked(line.text)
        return (shown ?? [EscapedText.inLine(text.utf8)]).prefix(3).map {
            ScriptRun.numbered(line.number, EscapedText.clipped($0, to: 200))
        }
    }

    /// What to do about a failure; nothing in an included script, which is not played by itself.
    private func advice(_ line: Int, updates: Bool) -> String? {
        guard isOutermost, options.isFile else { return nil }
        let name = EscapedText.word(plan.script.name)
        let update = updates ? ["smtpsim run --update \(name)"] : []
        let until = line > 0 ? ["smtpsim \(name) --until \(line)"] : []
        let advice = (update + until).joined(separator: "     ")
        return advice.isEmpty ? nil : advice
    }

    private static let gutter = 6

    private static func numbered(_ number: Int, _ text: String) -> String {
        let digits = "\(number)"
        return String(repeating: " ", count: max(0, gutter - 2 - digits.count)) + digits + "  "
            + text
    }
}

extension ScriptLine.Kind {
    fileprivate var isAnswer: Bool { if case .answer = self { true } else { false } }
}
