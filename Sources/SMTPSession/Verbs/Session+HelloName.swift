import SMTPGrammar

// RFC 5321 §4.1.1.1: the client gives "the fully-qualified domain name of the SMTP client, if one is
// available"; one without "SHOULD send an address literal (see Section 4.1.3), optionally followed by
// information that will help to identify the client system". The grammar has no room for the latter.

extension Session {
    /// Where the client's name ends; nil if the client was told what is wrong with it.
    mutating func endOfName(
        _ line: Span<UInt8>, from start: Int, isExtended: Bool, _ outputs: inout [Output]
    ) -> Int? {
        var reader = DomainReader(takesAnyTag: tolerates(.addressTag))
        do throws(SyntaxError) {
            let end = try reader.read(line, from: start)
            guard end - start <= 255 else { throw SyntaxError(at: start, .domainTooLong) }
            let hasMore = end < line.count
            guard !hasMore || line[start] == ASCII.leftBracket && line[end] == ASCII.space else {
                throw SyntaxError(at: end, .domain)
            }
            if reader.hasOtherTag { outputs.append(.note(Note(.addressTag, offset: start))) }
            return isNamePermitted(line, start..<end, isExtended: isExtended, &outputs) ? end : nil
        } catch {
            return endOfOtherName(line, from: start, error, &outputs)
        }
    }

    private mutating func endOfOtherName(
        _ line: Span<UInt8>, from start: Int, _ error: SyntaxError, _ outputs: inout [Output]
    ) -> Int? {
        let octets = Session.octets(line, from: start)
        // An IPv6 address without brackets is no domain, an IPv4 address is.
        let isAddress = AddressLiteral.isInternetAddress(octets)
        let fault = isAddress ? SyntaxError(at: start, .bareAddress) : error
        let rule: Rule = error.problem == .addressTag ? .addressTag : .helloName
        guard tolerates(.helloName) else {
            refuse(rule, fault, &outputs)
            return nil
        }
        outputs.append(.note(Note(.helloName, offset: fault.offset)))
        return line.count
    }

    private mutating func isNamePermitted(
        _ line: Span<UInt8>, _ name: Range<Int>, isExtended: Bool, _ outputs: inout [Output]
    ) -> Bool {
        let isLiteral = line[name.lowerBound] == ASCII.leftBracket
        if name.upperBound < line.count {
            let fault = SyntaxError(at: name.upperBound, .helloInformation)
            guard permits(.helloInformation, at: name.upperBound, fault: fault, &outputs) else {
                return false
            }
        }
        if isLiteral, !isExtended {
            let fault = SyntaxError(at: name.lowerBound, .domain)
            return permits(.helloLiteral, at: name.lowerBound, fault: fault, &outputs)
        }
        guard Session.isBareAddress(line, name) else { return true }
        let fault = SyntaxError(at: name.lowerBound, .bareAddress)
        return permits(.bareAddress, at: name.lowerBound, fault: fault, &outputs)
    }

    /// Nearly all names begin with a letter.
    private static func isBareAddress(_ line: Span<UInt8>, _ name: Range<Int>) -> Bool {
        line[name.lowerBound] &- ASCII.zero < 10
            && AddressLiteral.isInternetAddress(Session.octets(line.extracting(name), from: 0))
    }
}
