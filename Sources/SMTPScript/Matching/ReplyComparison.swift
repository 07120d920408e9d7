import OctetText

/// Compares the lines of one reply with the elements of an expectation, in order.
struct ReplyComparison {
    let reply: ReceivedReply
    var captures: [String: String]
    /// The next line of the reply to be accounted for.
    private(set) var index = 0

    /// The first difference, if there is one.
    mutating func firstMismatch(_ elements: ArraySlice<ReplyExpectation.Element>) -> Mismatch? {
        var rest = elements
        while let element = rest.popFirst() {
            if let mismatch = mismatch(element, isVeryLast: rest.isEmpty) { return mismatch }
        }
        guard index < reply.lines.count else { return nil }
        return elements.last?.mismatch(.unexpectedLine, received: reply.lines[index])
    }

    private mutating func mismatch(
        _ element: ReplyExpectation.Element, isVeryLast: Bool
    ) -> Mismatch? {
        switch element.content {
        case .reply(let pattern):
            index = reply.lines.count
            return pattern.difference(from: reply, mode: .exact).map {
                element.mismatch($0, pattern, reply)
            }
        case .line(let pattern):
            return mismatch(pattern, number: element.number, isVeryLast: isVeryLast)
        case .optionalLine(let pattern):
            if index < reply.lines.count, take(pattern, reply.lines[index]) == nil { index += 1 }
            return nil
        case .anyFurtherLines:
            index = reply.lines.count
            return nil
        case .group(let group):
            let lines = Array(reply.lines[index...])
            index = reply.lines.count
            return mismatch(group, lines, in: element)
        }
    }

    private mutating func mismatch(
        _ pattern: LinePattern, number: Int, isVeryLast: Bool
    ) -> Mismatch? {
        guard index < reply.lines.count else {
            return pattern.mismatch(.missingLine, line: number, received: nil)
        }
        let line = reply.lines[index]
        if let difference = take(pattern, line) {
            return pattern.mismatch(
                difference.kind, at: difference.range, line: number, received: line)
        }
        index += 1
        guard isVeryLast, index == reply.lines.count, pattern.differsInSeparator(from: line) else {
            return nil
        }
        return pattern.mismatch(.separatorDiffers, at: 3..<4, line: number, received: line)
    }

    /// Compares a line and keeps its captures; the difference, if there is one.
    ///
    /// Whether `-` or a blank comes after the code depends on whether lines follow, so it is
    /// left out here: a line too few or too many is reported as that.
    mutating func take(
        _ pattern: LinePattern, _ line: String
    ) -> (kind: Mismatch.Kind, range: Range<Int>)? {
        switch pattern.match(pattern.withOwnSeparator(line), captures: captures) {
        case .matched(let captures):
            self.captures = captures
            return nil
        case .differs(let offset): return pattern.difference(from: line, at: offset)
        case .unknownCapture(let name, let range): return (.unknownCapture(name), range)
        case .tooLong: return (.lineTooLong, pattern.wholeRange)
        case .tooCostly: return (.patternTooCostly, pattern.wholeRange)
        }
    }
}

extension LinePattern {
    /// The line with the pattern's literal separator in place of its own.
    func withOwnSeparator(_ line: String) -> String {
        guard differsInSeparator(from: line), let own = ownSeparator else { return line }
        return Self.text(line, withSeparator: own)
    }

    /// A reply line with another character after its code.
    static func text(_ line: String, withSeparator separator: UInt8) -> String {
        let bytes = Array(line.utf8)
        return String(decoding: bytes[..<3] + [separator] + bytes[4...], as: UTF8.self)
    }

    func differsInSeparator(from line: String) -> Bool {
        guard let own = ownSeparator, let received = Self.separator(of: line) else { return false }
        return own != received
    }

    /// The literal `-` or blank after the code, where the pattern has one.
    private var ownSeparator: UInt8? {
        guard separator != .open else { return nil }
        let byte = separatorByte.flatMap { UInt8(exactly: $0) }
        return byte == 0x20 || byte == UInt8(ascii: "-") ? byte : nil
    }

    /// The `-` or blank after the three digits of a reply line.
    private static func separator(of line: String) -> UInt8? {
        let start = Array(line.utf8.prefix(4))
        guard start.count == 4, start[..<3].allSatisfy(\.isDigit) else { return nil }
        return start[3] == 0x20 || start[3] == UInt8(ascii: "-") ? start[3] : nil
    }

    /// Says how a line differs, by the most telling part of it.
    func difference(from line: String, at offset: Int) -> (kind: Mismatch.Kind, range: Range<Int>) {
        let received = ReceivedReply(lines: [line])
        if code != nil, code != received.code { return (.codeDiffers, 0..<3) }
        if let end = codePattern?.pieces.last?.range.upperBound, offset < end {
            return (.codeDiffers, 0..<end)
        }
        if let enhanced = enhancedStatusCode, enhanced != received.enhancedStatusCode {
            return (.enhancedCodeDiffers, 4..<(4 + enhanced.utf8.count))
        }
        return (.textDiffers, min(offset, text.utf8.count)..<text.utf8.count)
    }
}

extension ReplyComparison {
    /// Compares the rest of a reply with lines in any order.
    ///
    /// Each line that must come takes one line of the reply: those without holes choose first, then
    /// the others as they stand, then those that may come. So a broad pattern does not take away
    /// what a narrow one needs.
    mutating func mismatch(
        _ group: LineGroup, _ lines: [String], in element: ReplyExpectation.Element
    ) -> Mismatch? {
        if let mismatch = forbidden(group, lines) { return mismatch }
        var left = lines
        for member in group.required.narrowestFirst where !take(member, &left) {
            return missing(member)
        }
        for member in group.optional.narrowestFirst { _ = take(member, &left) }
        guard let further = left.first, !group.allowsFurtherLines else { return nil }
        return element.mismatch(.unexpectedLine, received: further)
    }

    /// Says that a line did not come; or that another code did, when the reply has another one.
    private func missing(_ member: LineGroup.Member) -> Mismatch {
        let pattern = member.pattern
        guard let code = pattern.code, let received = reply.code, code != received else {
            return pattern.mismatch(.missingLine, line: member.number, received: nil)
        }
        return pattern.mismatch(
            .codeDiffers, at: 0..<3, line: member.number, received: reply.lines.first)
    }

    private mutating func forbidden(_ group: LineGroup, _ lines: [String]) -> Mismatch? {
        for member in group.forbidden {
            for line in lines {
                var trial = self
                guard trial.take(member.pattern, line) == nil else { continue }
                return member.pattern.mismatch(
                    .forbiddenLine, line: member.number, received: line)
            }
        }
        return nil
    }

    private mutating func take(_ member: LineGroup.Member, _ lines: inout [String]) -> Bool {
        for (index, line) in lines.enumerated() where take(member.pattern, line) == nil {
            lines.remove(at: index)
            return true
        }
        return false
    }
}

extension [LineGroup.Member] {
    /// The lines in the order in which they choose.
    var narrowestFirst: Self {
        sorted {
            ($0.pattern.hasHoles ? 1 : 0, $0.number) < ($1.pattern.hasHoles ? 1 : 0, $1.number)
        }
    }
}
