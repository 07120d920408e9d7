import SMTPGrammar

// RFC 5321 §4.2.1: "In a multiline reply, the reply code on each of the lines MUST be the same."
// §4.2: a hyphen after the code on all lines but the last, on the last a space, also where no text
// follows.

extension OwnWording {
    /// Appends the reply as it is sent.
    func write(_ rule: Rule, into wire: inout [UInt8]) {
        guard let text else { return rule.text.withUTF8Buffer { write($0.span, into: &wire) } }
        if isRaw {
            wire.append(contentsOf: text)
        } else {
            write(text.span, into: &wire)
        }
    }

    private func write(_ text: Span<UInt8>, into wire: inout [UInt8]) {
        var start = 0
        while let end = LineScanner.firstLineFeed(text, from: start) {
            writeLine(text.extracting(start..<end), after: ASCII.hyphen, into: &wire)
            start = end + 1
        }
        let last = text.extracting(start..<text.count)
        guard let further else { return writeLine(last, after: ASCII.space, into: &wire) }
        writeLine(last, after: ASCII.hyphen, into: &wire)
        wire.append(octets: further.sent.span)
    }

    private func writeLine(
        _ text: Span<UInt8>, after separator: UInt8, into wire: inout [UInt8]
    ) {
        writePrefix(separator, into: &wire)
        wire.append(octets: text)
        wire.append(ASCII.carriageReturn)
        wire.append(ASCII.lineFeed)
    }

    /// What stands before the text of each line: the code, a separator, the enhanced code.
    private func writePrefix(_ separator: UInt8, into wire: inout [UInt8]) {
        wire.append(ASCII.zero &+ UInt8(truncatingIfNeeded: code / 100))
        wire.append(ASCII.zero &+ UInt8(truncatingIfNeeded: code / 10 % 10))
        wire.append(ASCII.zero &+ UInt8(truncatingIfNeeded: code % 10))
        wire.append(separator)
        guard let enhanced else { return }
        wire.append(number: UInt64(enhanced.class))
        wire.append(ASCII.dot)
        wire.append(number: UInt64(enhanced.subject))
        wire.append(ASCII.dot)
        wire.append(number: UInt64(enhanced.detail))
        wire.append(ASCII.space)
    }
}

/// The replies of all rules as they are sent, with enhanced codes and without: put together once.
package struct UsualReplies: Sendable {
    /// The replies, one after the other; a block of anything follows the last.
    private(set) var octets: [UInt8] = []
    /// Where each begins, and how many octets it has: a rule's reply without an enhanced code, then the one with it.
    private var places: [Place] = []

    private struct Place {
        let start: UInt32
        let count: UInt32
    }

    /// Those of all rules; each use of it asks first whether they were put together.
    package static let all = UsualReplies()

    /// Octets that can be read from any place of a reply on.
    static let block = MemoryLayout<SIMD64<UInt8>>.size

    private init() {
        for rule in Rule.allCases {
            for enhanced in [nil, rule.enhanced] {
                let start = octets.count
                OwnWording(code: rule.code, enhanced: enhanced, isRaw: false)
                    .write(rule, into: &octets)
                places.append(
                    Place(start: UInt32(start), count: UInt32(octets.count - start)))
            }
        }
        octets += [UInt8](repeating: 0, count: UsualReplies.block)
    }

    /// Where the reply of a rule is among `octets`.
    @inline(__always)
    func place(of rule: Rule, isEnhanced: Bool) -> Range<Int> {
        let place = places[Int(rule.rawValue) &* 2 &+ (isEnhanced ? 1 : 0)]
        let start = Int(place.start)
        return Range(uncheckedBounds: (start, start &+ Int(place.count)))
    }
}
