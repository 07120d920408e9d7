import OctetText
import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession

// A script that was recorded says what another server decided. Before the client sends something, the replies that
// are expected to it are read as that server's verdicts, and each question of the step takes the one at its place.
//
// Where the two servers part nevertheless, the step is done again on the recorded path, so that one difference is
// one difference: a departure that this server refuses is tolerated, and a refusal that it does not make is made.

/// What is adopted of a recorded server, as a run goes on.
struct Adoption {
    /// What it said in the place of the replies that come next.
    var upcoming: [RecordedVerdict?] = []
    /// The code that it gave last.
    var lastCode: Int?
    /// The comment `# from FILE:LINE` that came last.
    var origin: String?
    /// What is shown of the write that came last, where it is more than a line.
    var text: String?
}

extension ScriptRun {
    /// How closely replies are compared.
    var compareMode: CompareMode { options.compare ?? (adoption == nil ? .exact : .code) }

    /// Begins to adopt; with what EHLO is expected to list, where the script has no settings for that.
    mutating func beginAdopting(offer: Bool) {
        guard adoption == nil else { return }
        adoption = Adoption()
        var configuration = simulator.configuration
        if !goesAway {
            configuration.limits.errors = 0
            configuration.limits.authenticationFailures = 0
        }
        if offer, let recorded = RecordedOffer.found(in: script) {
            recorded.offer.apply(to: &configuration, isInClear: recorded.isInClear)
        }
        guard configuration != simulator.configuration else { return }
        simulator.adopt(configuration)
    }

    /// Whether the recorded server closed the connection with 421: another one had no limit that was reached.
    private var goesAway: Bool {
        ScriptSteps(script).contains {
            guard case .expect(let expectation) = $0 else { return false }
            return RecordedVerdict(expectation)?.code == 421
        }
    }

    /// Reads what the recorded server said to the step that is played next.
    mutating func look(ahead here: ScriptSteps) {
        var steps = here
        guard let step = steps.next() else { return }
        if let origin = origin(before: step.firstLine) { adoption?.origin = origin }
        switch step {
        case .expect, .event:
            // The connection may open with the first of them.
            guard simulator.expectation == .connection else { return }
            let verdicts = verdicts(here)
            adoption?.upcoming = verdicts
        case .send, .command, .answer:
            let verdicts = verdicts(steps)
            adoption?.upcoming = verdicts
        case .title: return
        }
    }

    private func verdicts(_ steps: ScriptSteps) -> [RecordedVerdict?] {
        var verdicts = RecordedVerdict.list(steps)
        guard !options.adoptsOffers else { return verdicts }
        // A list is adopted only where it is known as a whole.
        for index in verdicts.indices { verdicts[index]?.isWhole = false }
        return verdicts
    }

    private func origin(before index: Int) -> String? {
        guard isOutermost else { return nil }
        for line in script.lines[..<index].reversed() {
            guard case .comment(let comment) = line.kind else { return nil }
            let text = comment.drop { $0 == "#" || $0 == " " }
            if text.hasPrefix("from ") { return String(text.dropFirst(5)) }
        }
        return nil
    }

    /// Whether the client can still be followed: where the recorded server waited for message text or a SASL
    /// response, this one has to do so too.
    mutating func staysOnPath(before writes: [[Int]]) -> Bool {
        guard let adoption, let code = adoption.lastCode else { return true }
        let isOn: Bool =
            switch code {
            case 354: simulator.expectation == .content
            case 334: simulator.expectation == .authentication || simulator.openQuestion != nil
            default: simulator.expectation != .nothing
            }
        guard !isOn, let first = writes.first?.first else { return true }
        let place = simulator.phaseName
        fail(first, "the rest is not played: this server is in \(place), the recorded one was not")
        stop = .ended
        return false
    }

    /// Sends a write as the recorded server's verdicts have it.
    mutating func sendAdopting(
        _ bytes: [UInt8], as entry: Step.Entry, at indices: [Int]
    ) throws(SimulatorError) -> Step {
        guard let adoption else { return try simulator.send(bytes, as: entry) }
        let isText = simulator.expectation == .content
        self.adoption?.text = isText ? "message text" : nil
        let owed = pending.reduce(0) { if case .reply = $1.content { $0 + 1 } else { $0 } }
        var path = RecordedPath(Array(adoption.upcoming.dropFirst(owed)))
        let before = simulator
        var step = try send(bytes, as: entry, path)
        var seen: [Observation] = []
        while path.roundCount < RecordedPath.mostRounds,
            let detour = path.detour(from: step, after: seen.count)
        {
            let further = observations(of: step, at: indices)[seen.count..<detour.count]
            seen += further
            seen[seen.count - 1].detour = detour.text
            simulator = before
            path.take(detour)
            if case .tolerate(let rule) = detour.kind { try simulator.tolerate(rule) }
            step = try send(bytes, as: entry, path)
        }
        observe(step, at: indices, after: seen)
        return step
    }

    private mutating func send(
        _ bytes: [UInt8], as entry: Step.Entry, _ path: RecordedPath
    ) throws(SimulatorError) -> Step {
        simulator.recorded = path.verdicts
        defer { simulator.recorded = [] }
        return try simulator.send(bytes, as: entry)
    }

    private func observations(of step: Step, at indices: [Int]) -> [Observation] {
        ObservationReader(step, causes: places(indices), isTraced: false).observations.filter {
            if case .reply = $0.content { true } else { false }
        }
    }

    /// Takes in what a step gave, and in the place of its first replies what an earlier attempt gave.
    private mutating func observe(_ step: Step, at indices: [Int], after seen: [Observation]) {
        let start = pending.count
        observe(step, at: indices)
        var place = pending.startIndex + start
        for observation in seen {
            while place < pending.endIndex, case .event = pending[place].content { place += 1 }
            var earlier = observation
            earlier.number = place < pending.endIndex ? pending[place].number : nil
            guard place < pending.endIndex else { return pending.append(earlier) }
            pending[place] = earlier
            place += 1
        }
    }

    /// A line that the client sent, as it may be shown; nil for other lines.
    private func shownSent(_ index: Int) -> String? {
        let line = script.lines[index]
        guard line.kind.sends else { return nil }
        let text = masked[index]?.first ?? ScriptSecrets.masked(script.lines[index].text)
        return EscapedText.clipped(EscapedText.inLine(text.utf8), to: 100)
    }
}

extension ScriptRun {
    /// How many comparisons are kept.
    private static let mostCompared = 100_000

    /// Compares a reply, and keeps how it compares where a recorded server is adopted.
    mutating func match(
        _ expectation: ReplyExpectation, _ reply: ReceivedReply, _ mode: CompareMode
    ) -> MatchResult {
        guard adoption != nil else {
            return expectation.match(reply, captures: &captures, mode: mode)
        }
        let exact = expectation.match(reply, captures: &captures, mode: .exact)
        guard case .mismatched = exact else {
            compare(expectation, with: reply, .same)
            return exact
        }
        var scratch = captures
        let byCode = expectation.match(reply, captures: &scratch, mode: .code)
        let isSameCode = if case .matched = byCode { true } else { false }
        if !expectation.mayBeAbsent {
            compare(expectation, with: reply, isSameCode ? .text : .code)
        }
        return mode == .exact ? exact : expectation.match(reply, captures: &captures, mode: mode)
    }

    mutating func compare(
        _ expectation: ReplyExpectation, with reply: ReceivedReply?,
        _ verdict: ReplayedReply.Verdict
    ) {
        guard adoption != nil, let index = expectation.lines.first else { return }
        if let code = RecordedVerdict(expectation)?.code { adoption?.lastCode = Int(code) }
        let lines = expectation.lines.map { ScriptRun.withoutMark(script.lines[$0].text) }
        keep(
            verdict, at: index, recorded: script.lines[index].text, received: reply?.lines.first,
            lines: RecordedVerdict(expectation)?.lines.isEmpty == false ? lines : [])
    }

    mutating func compare(
        _ event: ServerEvent, with came: Observation?, _ verdict: ReplayedReply.Verdict,
        at index: Int
    ) {
        guard adoption != nil else { return }
        keep(verdict, at: index, recorded: script.lines[index].text, received: came?.words)
    }

    mutating func compare(unexpected observation: Observation) {
        guard adoption != nil, isOutermost else { return }
        let index = observation.end?.index ?? lastExpected ?? 0
        keep(.silent, at: index, recorded: nil, received: observation.words, why: observation.why)
    }

    private mutating func keep(
        _ verdict: ReplayedReply.Verdict, at index: Int, recorded: String?, received: String?,
        why: String? = nil, lines: [String] = []
    ) {
        guard report.replay.count < ScriptRun.mostCompared else { return }
        let first = pending.first
        var isAdopted = false
        if case .decision(let decided, _) = first?.reason {
            isAdopted = decided.source == .recorded
        }
        report.replay.append(
            ReplayedReply(
                verdict: verdict, line: script.lines[index].number, origin: adoption?.origin,
                sent: adoption?.text ?? first?.cause.flatMap { shownSent($0.index) },
                recorded: recorded.map(ScriptRun.withoutMark), received: received,
                recordedLines: lines, rule: first?.rule, why: why ?? first?.why,
                state: simulator.phaseName,
                isAdopted: isAdopted, detour: first?.detour))
    }

    private static func withoutMark(_ text: String) -> String {
        let text = text.drop { $0 == " " || $0 == "\t" }
        return text.hasPrefix("S: ") ? String(text.dropFirst(3)) : String(text)
    }
}

/// The recorded server's verdicts on a write, and how its path is kept to.
struct RecordedPath {
    private(set) var verdicts: [RecordedVerdict?]
    private(set) var roundCount = 0
    private var tolerated: RuleSet = []

    /// A group of commands is begun again at most so often.
    static let mostRounds = 12

    init(_ verdicts: [RecordedVerdict?]) { self.verdicts = verdicts }

    /// How to come back to the recorded path.
    struct Detour {
        enum Kind {
            case tolerate(Rule)
            case force
        }

        let kind: Kind
        /// How many replies had come, the one that differs among them.
        let count: Int

        var text: String {
            switch kind {
            case .tolerate(let rule): "with tolerate.\(rule.id) on"
            case .force: "as if this server had refused it too"
            }
        }
    }

    /// The first reply of a step that leads elsewhere than the recorded one, if there is a way back.
    func detour(from step: Step, after count: Int) -> Detour? {
        for (index, reply) in step.replies.enumerated() where index >= count {
            guard index < verdicts.count, let code = verdicts[index]?.code, !reply.isRaw else {
                continue
            }
            let isRefused = reply.class >= 4
            let isPolicy = code >= 400 && verdicts[index]?.isProtocol(at: .recipient) == false
            // A policy was asked there: the recorded server took the form of the command.
            let isTolerable =
                reply.rule.isTolerable && !tolerated.contains(reply.rule)
                && !step.before.configuration.tolerated.contains(reply.rule)
            let isElsewhere = isRefused && isPolicy && code != reply.code && isTolerable
            guard isRefused != (code >= 400) || isElsewhere else { continue }
            guard isRefused else { return Detour(kind: .force, count: index + 1) }
            guard isTolerable else { return nil }
            return Detour(kind: .tolerate(reply.rule), count: index + 1)
        }
        return nil
    }

    mutating func take(_ detour: Detour) {
        roundCount += 1
        switch detour.kind {
        case .tolerate(let rule): tolerated.insert(rule)
        case .force: verdicts[detour.count - 1]?.isForced = true
        }
    }
}

extension Simulator {
    /// Tolerates a departure from here on.
    fileprivate mutating func tolerate(_ rule: Rule) throws(SimulatorError) {
        let command = SetCommand(key: "tolerate.\(rule.id)", value: "on")
        _ = try perform(command, NoFiles())
    }
}
