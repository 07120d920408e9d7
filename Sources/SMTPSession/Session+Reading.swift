import SMTPGrammar

// What the client's octets are taken for is said before they are acted on, so that all that comes of them
// follows. Nothing here is done unless readings are wanted.

extension Session {
    /// Says what the input's next line, or a part of it, is taken for.
    ///
    /// Its length is without the line end; the next line begins at `end`.
    mutating func report(
        line length: Int, end: Int, isPartial: Bool = false, _ outputs: inout [Output]
    ) {
        guard configuration.reportsReadings else { return }
        let octets = input.octets(to: end)
        outputs.append(.reading(readLine(octets, length, isWhole: !isPartial)))
    }

    private mutating func readLine(
        _ octets: [UInt8], _ length: Int, isWhole: Bool
    ) -> Reading {
        let line = octets.prefix(length)
        if let exchange = control.exchange {
            let index = exchange.responses.count
            let isPart = input.isDroppingLine || !isWhole
            var secret = CredentialWatch.whole(line, isPart: isPart)
            secret?.mechanism = exchange.mechanism
            secret?.index = index
            return Reading(
                .response(mechanism: exchange.mechanism, index: index), octets,
                isPartial: !isWhole, secret: secret)
        }
        let verb = input.isDroppingLine ? input.droppedVerb : Session.verb(line)
        let isContinued = input.isDroppingLine && (verb == .auth || watch.expectsCredentials)
        let secret =
            isContinued
            ? CredentialWatch.whole(line, isPart: true)
            : watch.secret(
                in: line, isWhole: isWhole,
                isKnown: verb != nil || Session.isOtherProtocol(line))
        return Reading(
            .command(verb: verb?.name), octets, isPartial: !isWhole, secret: secret)
    }

    /// Drops the client's octets, says so line by line, and returns how many they were.
    ///
    /// Credentials can be among them.
    mutating func dropInput(_ outputs: inout [Output]) -> Int {
        guard configuration.reportsReadings else { return input.removeAll() }
        var rest = input.unread
        while !rest.isEmpty {
            let lineFeed = rest.firstIndex(of: ASCII.lineFeed)
            let octets = rest[..<(lineFeed.map { $0 + 1 } ?? rest.endIndex)]
            var reading = Reading(.dropped, Array(octets), isPartial: lineFeed == nil)
            reading.secret = watch.secret(
                in: reading.line, isWhole: lineFeed != nil,
                isKnown: Session.verb(reading.line) != nil)
            outputs.append(.reading(reading))
            rest = rest[octets.endIndex...]
        }
        return input.removeAll()
    }

    static func verb(_ line: ArraySlice<UInt8>) -> Verb? { verb(line.span) }

    private static func isOtherProtocol(_ line: ArraySlice<UInt8>) -> Bool {
        isOtherProtocol(commandText(line.span).verb)
    }
}

extension Session {
    /// What waits to be read.
    ///
    /// A client that hangs never ends its line: what it sent so far, and what is wrong with it, explain why
    /// the server says nothing.
    public var unread: Unread {
        var unread = Unread(octets: Array(input.unread))
        guard !control.isQuestion else { return unread }
        switch control.framing {
        case .none, .counted, .header: break
        case .text: unread.notices = textNotices
        case .lines:
            unread.notices = lineNotices
            var copy = self
            let octets = unread.octets
            guard !octets.isEmpty else { break }
            unread.reading = copy.readLine(octets, octets.count, isWhole: false)
        }
        return unread
    }

    /// What holds an unfinished command line up.
    var lineNotices: [Note] {
        let line = input.unread
        if isHandshake(line.span, at: 0) {
            return [Note(.otherProtocol, detail: Session.handshakeName, offset: 0)]
        }
        guard let lineFeed = line.firstIndex(of: ASCII.lineFeed) else { return [] }
        return [Note(.bareLineFeed, offset: lineFeed - line.startIndex)]
    }

    /// What in message text looks like its end and is none.
    var textNotices: [Note] {
        guard scanner.findings.contains(.lineFeedEnd) else { return [] }
        return [Note(.contentLineFeedEnd, place: textWatches.first?.place(of: .lineFeedEnd))]
    }
}
