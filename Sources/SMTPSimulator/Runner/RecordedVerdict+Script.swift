import SMTPGrammar
import SMTPPolicy
import SMTPScript
import SMTPSession

extension RecordedVerdict {
    /// What the server does up to the client's next turn, one verdict a reply; nil where the script leaves open
    /// which one it is.
    static func list(_ steps: ScriptSteps) -> [RecordedVerdict?] {
        var verdicts: [RecordedVerdict?] = []
        var rest = steps
        while let step = rest.next() {
            switch step {
            case .expect(let expectation):
                guard !expectation.mayBeAbsent else { continue }
                var verdict = RecordedVerdict(expectation)
                if verdict?.code == 421 { verdict?.staysOpen = goesOn(rest) }
                verdicts.append(verdict)
            case .event(.close, _):
                if let last = verdicts.indices.last {
                    verdicts[last]?.closes = true
                } else {
                    verdicts.append(RecordedVerdict(closes: true))
                }
            case .event(.silence, _): verdicts.append(RecordedVerdict(closes: false))
            case .event(.tls, _), .answer, .title: continue
            case .command(let command, _):
                guard !command.isTyped, command.text.hasPrefix("expect") else { return verdicts }
            case .send: return verdicts
            }
        }
        return verdicts
    }

    /// Whether the server says more in the same connection.
    private static func goesOn(_ steps: ScriptSteps) -> Bool {
        for step in steps {
            switch step {
            case .expect: return true
            case .event(.close, _): return false
            case .command(let command, _):
                if command.text.hasPrefix("connect") || command.text.hasPrefix("close") {
                    return false
                }
            case .send, .event, .answer, .title: continue
            }
        }
        return false
    }

    /// The recorded reply that an expectation stands for; nil if it leaves open which code it has.
    init?(_ expectation: ReplyExpectation) {
        var lines: [String] = []
        var isWhole = true
        for element in expectation.elements {
            switch element.content {
            case .reply(let pattern):
                guard let verdict = RecordedVerdict(pattern) else { return nil }
                self = verdict
                return
            case .line(let pattern):
                if pattern.hasHoles { isWhole = false }
                lines.append(pattern.text)
            case .optionalLine, .anyFurtherLines, .group: isWhole = false
            }
        }
        guard var verdict = RecordedVerdict(lines: lines, isWhole: isWhole) else { return nil }
        if !isWhole {
            // The words are not known where a hole stands for some of them.
            verdict.text = nil
            verdict.lines = []
        }
        self = verdict
    }

    private init?(_ pattern: ReplyPattern) {
        guard pattern.alternatives.count == 1, let only = pattern.alternatives.first,
            let code = only.digits.code
        else { return nil }
        guard let parts = only.enhancedStatusCode?.compactMap(\.self), parts.count == 3 else {
            self.init(code: code)
            return
        }
        self.init(code: code, EnhancedStatusCode(parts.map { "\($0)" }.joined(separator: ".")))
    }
}

extension RecordedOffer {
    /// What the replies to EHLO that a script expects list together, and whether mechanisms are among what is
    /// listed outside TLS; nil if the script expects none.
    static func found(in script: Script) -> (offer: RecordedOffer, isInClear: Bool)? {
        var union: RecordedOffer?
        var isInClear = false
        var isSecured = false
        let steps = script.steps
        for (index, step) in steps.enumerated().dropLast() {
            if case .command(let command, _) = step, command.text == "tls" { isSecured = true }
            guard case .send(let writes) = step, let last = writes.last?.last,
                script.lines[last].isExtendedHello,
                case .expect(let expectation) = steps[index + 1],
                let verdict = RecordedVerdict(expectation), verdict.isWhole, verdict.code == 250
            else { continue }
            let offer = RecordedOffer(lines: verdict.lines)
            if !isSecured, !offer.mechanisms.isEmpty { isInClear = true }
            union = union?.union(offer) ?? offer
        }
        return union.map { ($0, isInClear) }
    }
}

extension ScriptLine {
    /// Whether the client gives its name and asks for the extensions.
    fileprivate var isExtendedHello: Bool {
        guard case .clientText(let text) = kind else { return false }
        let word = text.utf8.prefix(5).map(ASCII.uppercased)
        return word == Array("EHLO ".utf8) || word == Array("LHLO ".utf8)
    }
}
