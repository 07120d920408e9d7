import SMTPGrammar

// RFC 4468 §3.5:
//   burl-cmd   = "BURL" SP absolute-URI [SP end-marker] CRLF
//   end-marker = "LAST"
// §3.2: BURL and BDAT can be mixed. §3.3: for an URL with "submit+", the user in it must be the client's
// authorization identity.

extension VerbDeclaration {
    static let burl = VerbDeclaration(
        .burl, "RFC 4468 §3", "BURL imap://ann@imap.example/INBOX/;UID=1 LAST",
        "Names a part of the message that the server fetches itself.",
        "LAST marks the last part; parts can come by BDAT too.",
        argument: .chunk, replies: "250; 501, 503, 552, 554, 451",
        order: [
            .hello, .insideTransaction, .recipients, .betweenChunks,
        ],
        of: .burl)
}

extension Session {
    mutating func performBurl(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        guard let start = startOfArgument(line, &outputs) else { return }
        let words = Session.text(line, from: start).split(
            separator: " ", omittingEmptySubsequences: false)
        let isLast = words.count == 2 && words[1].uppercased() == "LAST"
        guard let url = words.first, Session.isAbsolute(url), words.count == 1 || isLast else {
            return refuse(.badURL, SyntaxError(at: start, .argumentMissing), &outputs)
        }
        if phase == .recipient { beginText(isCounted: true, &outputs) }
        let part = Chunk(size: 0, remaining: 0, isLast: isLast, refusal: nil, origin: control)
        guard isOwn(url) else { return fail(part, .foreignURL, &outputs) }
        control = .chunk(part)
        guard asks(.burl) else { return resumeFetch(.reject(), &outputs) }
        ask(.fetch(String(url)), &outputs)
    }

    /// RFC 3986 §4.3: a scheme, a colon, and something after it.
    private static func isAbsolute(_ url: Substring) -> Bool {
        guard let colon = url.utf8.firstIndex(of: ASCII.colon), colon > url.startIndex else {
            return false
        }
        let isScheme = url.utf8[..<colon].allSatisfy(ASCIISet.letterDigitHyphen.contains)
        return isScheme && url.utf8.index(after: colon) < url.utf8.endIndex
    }

    /// Whether an URL that is for a certain user only is for this one.
    private func isOwn(_ url: Substring) -> Bool {
        let mark = "urlauth=submit+"
        guard let range = url.lowercased().firstRange(of: mark) else { return true }
        let offset = url.lowercased().utf8.distance(
            from: url.lowercased().startIndex, to: range.upperBound)
        let user = url.utf8.dropFirst(offset).prefix { $0 != ASCII.colon }
        return authenticatedUser.map { $0.utf8.elementsEqual(user) } ?? false
    }

    mutating func resumeFetch(_ answer: Answer, _ outputs: inout [Output]) {
        guard case .chunk(let part) = control else { return }
        guard case .content(let octets) = answer else {
            let taken = isTaken(answer, refused: .fetchFailed, deferred: .fetchDeferred, &outputs)
            guard !control.isClosed else { return }
            if taken { reply(.fetchFailed, &outputs) }
            return end(part, &outputs)
        }
        let limit = configuration.limits.messageSize
        guard limit == 0 || UInt64(octets.count) <= limit - min(limit, scanner.octets) else {
            return fail(part, .messageTooLarge, &outputs)
        }
        handOver(octets, octets.indices, &outputs)
        scanner.look(at: octets.span)
        guard !part.isLast else { return endText(&outputs) }
        control = .chunks(isFailed: false)
        reply(.fetched, &outputs)
    }

    private mutating func fail(_ part: Chunk, _ rule: Rule, _ outputs: inout [Output]) {
        refuse(rule, &outputs)
        if !control.isClosed { end(part, &outputs) }
    }

    /// Ends a transaction of which a part failed, or waits for RSET.
    private mutating func end(_ part: Chunk, _ outputs: inout [Output]) {
        guard !part.isLast else { return settleMessage(.refused, &outputs) }
        control = .chunks(isFailed: true)
    }
}
