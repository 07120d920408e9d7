import OctetText

/// Puts `S` lines together to a ``ReplyExpectation``, by the rules given there.
struct ReplyGrouping {
    private enum Progress {
        /// No line has come, or the next one certainly belongs to the reply.
        case goesOn
        /// Only a line that cannot begin a reply belongs to it.
        case mayGoOn
        /// The reply is complete.
        case complete
    }

    private var expectation = ReplyExpectation()
    private var group: (start: ScriptLine, members: LineGroup)?
    private var progress = Progress.goesOn

    /// Whether the reply so far is complete, whatever follows.
    var isComplete: Bool { group == nil && progress == .complete }

    /// Whether the reply so far is complete in front of such a line.
    func mustEnd(before kind: ScriptLine.Kind) -> Bool {
        guard group == nil else { return false }
        switch progress {
        case .complete: return true
        case .goesOn: return kind.role == .wholeReply
        case .mayGoOn: return !kind.continuesReply
        }
    }

    /// Takes a line in, or says that it belongs to no reply.
    mutating func take(_ line: ScriptLine, at index: Int) -> Bool {
        switch line.kind {
        case .expectLine(let pattern): takeLine(line, pattern, isOptional: false)
        case .optionalLine(let pattern): takeLine(line, pattern, isOptional: true)
        case .expectReply(let pattern): append(.reply(pattern), line, .complete)
        case .anyFurtherLines: takeFurtherLines(line)
        case .mustNotOccur(let pattern):
            group?.members.forbidden.append(LineGroup.Member(number: line.number, pattern: pattern))
        case .groupStart: group = (line, LineGroup())
        case .groupEnd: closeGroup()
        case .blank, .comment, .title, .trace, .clientText, .clientBytes, .messageText,
            .clientFile, .serverEvent, .answer, .command:
            return false
        }
        expectation.lines.append(index)
        return true
    }

    /// Gives the expectation away and begins anew; `nil` if no line has come.
    mutating func finished() -> ReplyExpectation? {
        closeGroup()
        defer { self = Self() }
        return expectation.elements.isEmpty ? nil : expectation
    }

    private mutating func takeLine(_ line: ScriptLine, _ pattern: LinePattern, isOptional: Bool) {
        let member = LineGroup.Member(number: line.number, pattern: pattern)
        if group != nil {
            let list = isOptional ? \LineGroup.optional : \LineGroup.required
            group?.members[keyPath: list].append(member)
            return
        }
        let progress: Progress =
            switch pattern.separator {
            case .hyphen: .goesOn
            case .final: .complete
            case .open: isOptional ? .goesOn : .mayGoOn
            }
        append(isOptional ? .optionalLine(pattern) : .line(pattern), line, progress)
    }

    private mutating func takeFurtherLines(_ line: ScriptLine) {
        guard group != nil else { return append(.anyFurtherLines, line, .complete) }
        group?.members.allowsFurtherLines = true
    }

    private mutating func closeGroup() {
        guard let (start, members) = group else { return }
        group = nil
        append(.group(members), start, .complete)
    }

    private mutating func append(
        _ content: ReplyExpectation.Element.Content, _ line: ScriptLine, _ progress: Progress
    ) {
        expectation.elements.append(
            ReplyExpectation.Element(
                number: line.number, column: line.octets.prefix(while: \.isBlank).count + 1,
                content: content))
        self.progress = progress
    }
}

extension ScriptLine.Kind {
    /// Whether the line cannot begin a reply.
    fileprivate var continuesReply: Bool {
        if case .optionalLine = self { return true }
        return self == .anyFurtherLines || self == .groupStart
    }
}
