import SMTPGrammar

extension Session {
    /// Takes lines from the input as long as commands follow each other, and nobody wants to know what happens between
    /// them; returns whether the last was a whole one.
    mutating func readLines(_ octets: Span<UInt8>, _ outputs: inout [Output]) -> Bool {
        repeat {
            guard readLine(octets, &outputs) else { return false }
        } while control.isBetweenTexts && !input.isEmpty && !configuration.reportsReadings
        return true
    }

    /// Takes one line from the input, and returns whether there was a whole one.
    ///
    /// RFC 5321 §2.3.8: "Conforming implementations MUST NOT recognize or generate any other character
    /// or character sequence as a line terminator" than CR LF.
    @inline(__always)
    private mutating func readLine(
        _ octets: Span<UInt8>, _ outputs: inout [Output]
    ) -> Bool {
        if let end = endOfCleanLine(octets) {
            let line = octets.extracting(input.start..<end)
            if configuration.reportsReadings { report(line: line.count, end: end + 2, &outputs) }
            input.start = end + 2
            if let verb = usualVerb(line) {
                times.lastActivity = clock
                dispatch(verb, line, &outputs)
            } else {
                handleLine(line, isClean: true, &outputs)
            }
            return true
        }
        return readOtherLine(octets, &outputs)
    }

    /// Where the CR LF of a line stands that is whole and holds nothing but printable octets, as nearly
    /// all lines do; nil for any other.
    @inline(__always)
    private func endOfCleanLine(_ octets: Span<UInt8>) -> Int? {
        guard input.scanned == 0,
            let end = LineScanner.firstUnprintable(octets, from: input.start),
            end + 1 < octets.count,
            octets[end] == ASCII.carriageReturn, octets[end + 1] == ASCII.lineFeed
        else { return nil }
        return end
    }

    private mutating func readOtherLine(
        _ octets: Span<UInt8>, _ outputs: inout [Output]
    ) -> Bool {
        if !input.isHandshake, !input.isDroppingLine, isHandshake(octets, at: input.start) {
            beginHandshake(&outputs)
            guard !control.isClosed else { return true }
        }
        var from = input.start + input.scanned
        while let lineFeed = LineScanner.firstLineFeed(octets, from: from) {
            let isWhole = lineFeed > input.start && octets[lineFeed - 1] == ASCII.carriageReturn
            guard isWhole || tolerates(.bareLineFeed) else {
                from = lineFeed + 1
                continue
            }
            let line = input.start..<(isWhole ? lineFeed - 1 : lineFeed)
            report(line: line.count, end: lineFeed + 1, &outputs)
            if !isWhole { outputs.append(.note(Note(.bareLineFeed, offset: line.count))) }
            input.start = lineFeed + 1
            input.scanned = 0
            handleLine(octets.extracting(line), isClean: false, &outputs)
            input.isHandshake = false
            return true
        }
        input.scanned = octets.count - input.start
        dropLongLine(octets, &outputs)
        return false
    }

    /// A line that can only be too long is not kept; its last octet is, since it may be the CR of the
    /// line end.
    private mutating func dropLongLine(_ octets: Span<UInt8>, _ outputs: inout [Output]) {
        guard input.scanned > longestLine else { return }
        if !input.isDroppingLine {
            input.droppedVerb = Session.verb(octets.extracting(input.start..<octets.count))
        }
        report(
            line: octets.count - 1 - input.start, end: octets.count - 1, isPartial: true, &outputs)
        input.isDroppingLine = true
        input.start = octets.count - 1
        input.scanned = 1
    }

    private mutating func handleLine(
        _ line: Span<UInt8>, isClean: Bool, _ outputs: inout [Output]
    ) {
        times.lastActivity = clock
        let isTooLong = input.isDroppingLine || isTooLong(line.count + 2)
        if case .turned = control {
            input.isDroppingLine = false
            readReply(line, &outputs)
        } else if control.isResponse {
            input.isDroppingLine = false
            readResponse(line, isTooLong: isTooLong, &outputs)
        } else if isTooLong {
            let verb = input.isDroppingLine ? input.droppedVerb : Session.verb(line)
            input.isDroppingLine = false
            if trail != .none { noteStep(CommandText(verb: "", argument: []), &outputs) }
            refuseLongLine(verb, &outputs)
        } else {
            readCommand(line, isClean: isClean, &outputs)
        }
    }

    /// RFC 4954 §4 has a reply of its own for an initial response that is too long.
    mutating func refuseLongLine(_ verb: Verb?, _ outputs: inout [Output]) {
        subject = isHello(verb) ? .connection : .other
        refuse(verb == .auth ? .authenticationLineTooLong : .commandLineTooLong, &outputs)
        // Octets follow, and nobody knows how many.
        if countsOctets(after: verb), !control.isClosed { close(&outputs) }
    }

    /// Nearly all lines are shorter than what every extension leaves room for.
    @inline(__always)
    private func isTooLong(_ octets: Int) -> Bool {
        let isShort = octets <= configuration.limits.commandLine && !control.isResponse
        return !isShort && octets > longestLine
    }

    /// Octets of the longest line, with its CR LF, that is looked at now.
    @inline(__always)
    private var longestLine: Int {
        if control.isResponse { return configuration.limits.authenticationLine }
        let isOffered = configuration.extensions.contains(.auth)
        let authentication = isOffered ? configuration.limits.authenticationLine : 0
        let added = ESMTPParameter.mostOctets(with: configuration.ownExtensions)
        return max(authentication, configuration.limits.commandLine + added)
    }
}
