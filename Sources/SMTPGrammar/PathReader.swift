// RFC 5321 §4.1.2:
//   Reverse-path = Path / "<>"
//   Path         = "<" [ A-d-l ":" ] Mailbox ">"
//   A-d-l        = At-domain *( "," At-domain )
//   Mailbox      = Local-part "@" ( Domain / address-literal )
//   Local-part   = Dot-string / Quoted-string
//   Dot-string   = Atom *("."  Atom)
//   Quoted-string = DQUOTE *QcontentSMTP DQUOTE

/// Reads one path from the text of a command, and keeps where it stopped and what it tolerated.
public struct PathReader: Sendable {
    /// What to tolerate beyond the grammar.
    public let tolerances: PathTolerances
    /// The sizes above which a path is refused.
    public let limits: PathLimits
    /// Whether `<Postmaster>` alone is a path, which it is only after RCPT.
    public let allowsPostmaster: Bool
    /// Whether octets above 127 count as letters do (RFC 6531 §3.3).
    public let allowsNonASCII: Bool
    /// The offset just after what has been read.
    public private(set) var position = 0
    /// The tolerances that this text needed.
    public private(set) var used: PathTolerances = []

    /// A reader of the given strictness.
    public init(
        tolerances: PathTolerances = [], limits: PathLimits = PathLimits(),
        allowsPostmaster: Bool = true, allowsNonASCII: Bool = false
    ) {
        self.tolerances = tolerances
        self.limits = limits
        self.allowsPostmaster = allowsPostmaster
        self.allowsNonASCII = allowsNonASCII
    }

    /// The path that begins at an offset.
    ///
    /// - Parameters:
    ///   - text: the command
    ///   - start: where the path, or the blanks before it, begin
    /// - Returns: the path; `position` is then just after it
    /// - Throws: where the text departs from the grammar
    public mutating func read(_ text: Span<UInt8>, from start: Int) throws(SyntaxError) -> Path {
        Path(text, try find(text, from: start))
    }

    /// Where the path that begins at an offset is, with its parts.
    ///
    /// - Parameters:
    ///   - text: the command
    ///   - start: where the path, or the blanks before it, begin
    /// - Returns: its place; `position` is then just after it
    /// - Throws: where the text departs from the grammar
    public mutating func find(
        _ text: Span<UInt8>, from start: Int
    ) throws(SyntaxError) -> PathRange {
        if let range = PathRange(plain: text, from: start, limits: limits) {
            position = range.end
            return range
        }
        let range = try findOther(text, from: start)
        position = range.end
        return range
    }

    private mutating func findOther(
        _ text: Span<UInt8>, from start: Int
    ) throws(SyntaxError) -> PathRange {
        position = start
        try skipBlanks(text)
        let isBracketed = try openBracket(text)
        let first = position
        if isBracketed, position < text.count, text[position] == ASCII.greaterThan {
            return PathRange(
                first..<first, mailboxStart: first, separator: first, end: position + 1)
        }
        try readSourceRoute(text)
        let mailboxStart = position
        let separator = try readMailbox(
            text, allowsPostmaster: allowsPostmaster && mailboxStart == first)
        let end = position
        if isBracketed { try closeBracket(text) }
        guard end - first + 2 <= limits.path else { throw SyntaxError(at: first, .pathTooLong) }
        return PathRange(
            first..<end, mailboxStart: mailboxStart, separator: separator, end: position)
    }

    @inline(__always)
    private mutating func skipBlanks(_ text: Span<UInt8>) throws(SyntaxError) {
        guard position < text.count, text[position] == ASCII.space || text[position] == ASCII.tab
        else { return }
        try tolerate(.spaceAfterColon, SyntaxError(at: position, .spaceAfterColon))
        while position < text.count, text[position] == ASCII.space || text[position] == ASCII.tab {
            position += 1
        }
    }

    @inline(__always)
    private mutating func openBracket(_ text: Span<UInt8>) throws(SyntaxError) -> Bool {
        if position < text.count, text[position] == ASCII.lessThan {
            position += 1
            return true
        }
        guard position < text.count else { throw SyntaxError(at: position, .openingBracket) }
        try tolerate(.missingBrackets, SyntaxError(at: position, .openingBracket))
        return false
    }

    @inline(__always)
    private mutating func closeBracket(_ text: Span<UInt8>) throws(SyntaxError) {
        guard position < text.count, text[position] == ASCII.greaterThan else {
            throw SyntaxError(at: position, .closingBracket)
        }
        position += 1
    }

    /// A server must accept a source route, and should ignore it (RFC 5321 §3.6.1, appendix C).
    ///
    /// Its hosts are domains: `At-domain = "@" Domain`.
    private mutating func readSourceRoute(_ text: Span<UInt8>) throws(SyntaxError) {
        guard position < text.count, text[position] == ASCII.atSign else { return }
        while true {
            guard position < text.count, text[position] == ASCII.atSign else {
                throw SyntaxError(at: position, .sourceRoute)
            }
            position += 1
            if position < text.count, text[position] == ASCII.leftBracket {
                try tolerate(.looseAddress, SyntaxError(at: position, .domain))
            }
            try readDomain(text)
            guard position < text.count else { throw SyntaxError(at: position, .sourceRoute) }
            let octet = text[position]
            guard octet == ASCII.comma || octet == ASCII.colon else {
                throw SyntaxError(at: position, .sourceRoute)
            }
            position += 1
            if octet == ASCII.colon { return }
        }
    }

    /// Reads local part, `@` and domain; returns the offset where the `@` is or should be.
    @inline(__always)
    private mutating func readMailbox(
        _ text: Span<UInt8>, allowsPostmaster: Bool
    ) throws(SyntaxError) -> Int {
        let start = position
        try readLocalPart(text)
        guard position - start <= limits.localPart else {
            throw SyntaxError(at: start, .localPartTooLong)
        }
        let separator = position
        guard position < text.count, text[position] == ASCII.atSign else {
            guard !allowsPostmaster || !isPostmaster(text, start..<separator) else {
                return separator
            }
            // Junk after the local part is a worse fault than a missing domain.
            guard
                position == text.count || text[position] == ASCII.greaterThan
                    || text[position] == ASCII.space
            else { throw SyntaxError(at: position, .localPart) }
            try tolerate(.missingDomain, SyntaxError(at: position, .atSign))
            return separator
        }
        position += 1
        let domainStart = position
        try readDomain(text)
        guard position - domainStart <= limits.domain else {
            throw SyntaxError(at: domainStart, .domainTooLong)
        }
        return separator
    }

    /// After RCPT `<Postmaster>` needs no domain, whatever its case (RFC 5321 §4.1.1.3).
    private func isPostmaster(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let name: StaticString = "postmaster"
        guard range.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { wanted in
            for index in 0..<wanted.count
            where ASCII.lowercased(text[range.lowerBound + index]) != wanted[index] {
                return false
            }
            return true
        }
    }

    @inline(__always)
    private mutating func readLocalPart(_ text: Span<UInt8>) throws(SyntaxError) {
        guard position < text.count, text[position] != ASCII.quote else {
            return try readQuotedString(text)
        }
        let start = position
        while true {
            let end = ASCIISet.atomText.end(
                in: text, from: position, allowsNonASCII: allowsNonASCII)
            // Some clients write dots that the grammar does not allow: a..b, .a, a.
            let isMissing = end == position
            position = end
            let isDot = end < text.count && text[end] == ASCII.dot
            guard isDot || end > start else { throw SyntaxError(at: end, .localPart) }
            if isMissing { try tolerate(.looseAddress, SyntaxError(at: end, .localPart)) }
            guard isDot else { return }
            position += 1
        }
    }

    private mutating func readQuotedString(_ text: Span<UInt8>) throws(SyntaxError) {
        guard position < text.count else { throw SyntaxError(at: position, .localPart) }
        position += 1
        while position < text.count {
            let octet = text[position]
            position += 1
            if octet == ASCII.quote { return }
            guard ASCIISet.printable.contains(octet) || allowsNonASCII && octet > 127 else {
                throw SyntaxError(at: position - 1, .quotedString)
            }
            guard octet == ASCII.backslash else { continue }
            guard position < text.count, ASCIISet.printable.contains(text[position]) else {
                throw SyntaxError(at: position, .quotedString)
            }
            position += 1
        }
        throw SyntaxError(at: position, .quotedString)
    }

    @inline(__always)
    private mutating func readDomain(_ text: Span<UInt8>) throws(SyntaxError) {
        var reader = DomainReader(
            isLoose: tolerances.contains(.looseAddress),
            takesAnyTag: tolerances.contains(.addressTag), allowsNonASCII: allowsNonASCII)
        position = try reader.read(text, from: position)
        if reader.isUsedLoosely { used.insert(.looseAddress) }
        if reader.hasOtherTag { used.insert(.addressTag) }
    }

    private mutating func tolerate(
        _ tolerance: PathTolerances, _ error: SyntaxError
    ) throws(SyntaxError) {
        guard tolerances.contains(tolerance) else { throw error }
        used.insert(tolerance)
    }
}
