import SMTPGrammar

extension Session {
    /// Takes one line from the input, if there is a whole one.
    ///
    /// RFC 5321 §2.3.8: "Conforming implementations MUST NOT recognize or generate any other character
    /// or character sequence as a line terminator" than CR LF.
    ///
    /// - Returns: whether there was a line
    mutating func readLine(_ octets: Span<UInt8>, _ outputs: inout [Output]) -> Bool {
        var from = input.start + input.scanned
        while let lineFeed = LineScanner.firstLineFeed(octets, from: from) {
            let isWhole = lineFeed > input.start && octets[lineFeed - 1] == ASCII.carriageReturn
            guard isWhole || tolerates(.bareLineFeed) else {
                from = lineFeed + 1
                continue
            }
            if !isWhole { outputs.append(.note(Note(.bareLineFeed))) }
            let line = input.start..<(isWhole ? lineFeed - 1 : lineFeed)
            input.start = lineFeed + 1
            input.scanned = 0
            times.lastActivity = clock
            handleLine(octets.extracting(line), &outputs)
            return true
        }
        input.scanned = octets.count - input.start
        dropLongLine(octets.count)
        return false
    }

    /// A line that can only be too long is not kept; its last octet is, since it may be the CR of the
    /// line end.
    private mutating func dropLongLine(_ count: Int) {
        guard input.scanned > longestLine else { return }
        input.isDroppingLine = true
        input.start = count - 1
        input.scanned = 1
    }

    // Inlined, as are the next two steps of a command: each is called in one place, for each command.
    @inline(__always)
    private mutating func handleLine(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        let isTooLong = input.isDroppingLine || isTooLong(line.count + 2)
        input.isDroppingLine = false
        if phase == .authentication {
            readResponse(line, isTooLong: isTooLong, &outputs)
        } else if isTooLong {
            refuse(.commandLineTooLong, &outputs)
        } else {
            readCommand(line, &outputs)
        }
    }

    /// Nearly all lines are shorter than what every extension leaves room for.
    @inline(__always)
    private func isTooLong(_ octets: Int) -> Bool {
        let isShort = octets <= configuration.limits.commandLine && phase != .authentication
        return !isShort && octets > longestLine
    }

    /// Octets of the longest line, with its CR LF, that is looked at now.
    @inline(__always)
    private var longestLine: Int {
        if phase == .authentication { return configuration.limits.authenticationLine }
        let isOffered = configuration.extensions.contains(.auth)
        let authentication = isOffered ? configuration.limits.authenticationLine : 0
        return max(authentication, configuration.limits.commandLine + SMTPExtension.mostOctets)
    }
}
