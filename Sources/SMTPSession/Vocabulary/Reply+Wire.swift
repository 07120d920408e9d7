import SMTPGrammar

extension Reply {
    /// Appends the reply as it is sent, every line with its code and CRLF.
    ///
    /// "The same code on all lines; a hyphen behind it on all but the last; a space on the last even
    /// if the text is empty" (RFC 5321 §4.2.1).
    ///
    /// - Parameter wire: where to append
    public func write(into wire: inout [UInt8]) {
        guard let customText else { return writeUsual(into: &wire) }
        if isRaw {
            wire.append(contentsOf: customText)
        } else {
            customText.withUnsafeBufferPointer { write($0, into: &wire) }
        }
    }

    /// Most replies are those of their rules, to the octet: these are put together once.
    private func writeUsual(into wire: inout [UInt8]) {
        guard code == rule.code, enhanced == rule.enhanced else {
            return rule.text.withUTF8Buffer { write($0, into: &wire) }
        }
        wire.append(contentsOf: Reply.usual[Int(rule.rawValue)])
    }

    /// The replies of all rules with enhanced codes, as they are sent.
    private static let usual: [[UInt8]] = Rule.allCases.map { rule in
        var wire: [UInt8] = []
        let reply = Reply(rule, isEnhanced: true)
        rule.text.withUTF8Buffer { reply.write($0, into: &wire) }
        return wire
    }

    private func write(_ text: UnsafeBufferPointer<UInt8>, into wire: inout [UInt8]) {
        var start = 0
        while let end = text[start...].firstIndex(of: ASCII.lineFeed) {
            writeLine(text[start..<end], separator: ASCII.hyphen, into: &wire)
            start = end + 1
        }
        writeLine(text[start...], separator: ASCII.space, into: &wire)
    }

    private func writeLine(
        _ text: Slice<UnsafeBufferPointer<UInt8>>, separator: UInt8, into wire: inout [UInt8]
    ) {
        wire.append(ASCII.zero &+ UInt8(truncatingIfNeeded: code / 100))
        wire.append(ASCII.zero &+ UInt8(truncatingIfNeeded: code / 10 % 10))
        wire.append(ASCII.zero &+ UInt8(truncatingIfNeeded: code % 10))
        wire.append(separator)
        if let enhanced {
            Reply.write(UInt16(enhanced.class), into: &wire)
            wire.append(ASCII.dot)
            Reply.write(enhanced.subject, into: &wire)
            wire.append(ASCII.dot)
            Reply.write(enhanced.detail, into: &wire)
            wire.append(ASCII.space)
        }
        wire.append(contentsOf: text)
        wire.append(ASCII.carriageReturn)
        wire.append(ASCII.lineFeed)
    }

    private static func write(_ number: UInt16, into wire: inout [UInt8]) {
        if number >= 10 { write(number / 10, into: &wire) }
        wire.append(ASCII.zero &+ UInt8(truncatingIfNeeded: number % 10))
    }
}
