import SMTPGrammar

// RFC 5321 §4.2.1: "In a multiline reply, the reply code on each of the lines MUST be the same."
// §4.2: a hyphen after the code on all lines but the last, on the last a space, also where no text
// follows.

extension OwnWording {
    /// Appends the reply as it is sent.
    func write(_ rule: Rule, into wire: inout [UInt8]) {
        guard let text else { return rule.text.withUTF8Buffer { write($0, into: &wire) } }
        if isRaw {
            wire.append(contentsOf: text)
        } else {
            text.withUnsafeBufferPointer { write($0, into: &wire) }
        }
    }

    private func write(_ text: UnsafeBufferPointer<UInt8>, into wire: inout [UInt8]) {
        var prefix: [UInt8] = []
        writePrefix(into: &prefix)
        var start = 0
        while let end = text[start...].firstIndex(of: ASCII.lineFeed) {
            prefix[3] = ASCII.hyphen
            writeLine(text[start..<end], prefix, into: &wire)
            start = end + 1
        }
        prefix[3] = ASCII.space
        writeLine(text[start...], prefix, into: &wire)
    }

    private func writeLine(
        _ text: Slice<UnsafeBufferPointer<UInt8>>, _ prefix: [UInt8], into wire: inout [UInt8]
    ) {
        wire.append(contentsOf: prefix)
        wire.append(contentsOf: UnsafeBufferPointer(rebasing: text))
        wire.append(ASCII.carriageReturn)
        wire.append(ASCII.lineFeed)
    }

    /// What stands before the text of each line: the code, a separator, the enhanced code.
    private func writePrefix(into prefix: inout [UInt8]) {
        prefix.reserveCapacity(16)
        prefix.append(ASCII.zero &+ UInt8(truncatingIfNeeded: code / 100))
        prefix.append(ASCII.zero &+ UInt8(truncatingIfNeeded: code / 10 % 10))
        prefix.append(ASCII.zero &+ UInt8(truncatingIfNeeded: code % 10))
        prefix.append(ASCII.space)
        guard let enhanced else { return }
        prefix.append(number: UInt64(enhanced.class))
        prefix.append(ASCII.dot)
        prefix.append(number: UInt64(enhanced.subject))
        prefix.append(ASCII.dot)
        prefix.append(number: UInt64(enhanced.detail))
        prefix.append(ASCII.space)
    }
}

/// The replies of all rules as they are sent, with enhanced codes and without: put together once.
struct UsualReplies: Sendable {
    private var octets: [UInt8] = []
    /// Where each ends: a rule's reply without an enhanced code, then the one with it.
    private var ends: [Int] = [0]

    static let all = UsualReplies()

    private init() {
        for rule in Rule.allCases {
            for enhanced in [nil, rule.enhanced] {
                OwnWording(code: rule.code, enhanced: enhanced, isRaw: false)
                    .write(rule, into: &octets)
                ends.append(octets.count)
            }
        }
    }

    @inline(__always)
    func append(_ rule: Rule, isEnhanced: Bool, to wire: inout [UInt8]) {
        let place = Int(rule.rawValue) &* 2 &+ (isEnhanced ? 1 : 0)
        let range = ends[place]..<ends[place + 1]
        octets.withUnsafeBufferPointer {
            wire.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range]))
        }
    }
}
