import SMTPGrammar

// What formats do with the octets of a line. Nothing here makes a String: a log may be large.

package typealias LineText = ArraySlice<UInt8>

extension ArraySlice where Element == UInt8 {
    /// What follows a prefix; nil if this does not begin with it.
    @inline(__always)
    package func after(_ prefix: StaticString) -> LineText? {
        starts(with: prefix, at: startIndex)
            ? self[(startIndex + prefix.utf8CodeUnitCount)...] : nil
    }

    /// What follows a text at an index; nil if it does not stand there.
    @inline(__always)
    package func after(_ text: StaticString, at start: Int) -> LineText? {
        starts(with: text, at: start) ? self[(start + text.utf8CodeUnitCount)...] : nil
    }

    /// What follows the first prefix that fits; nil if none does.
    package func after(any prefixes: [StaticString]) -> LineText? {
        for prefix in prefixes {
            if let rest = after(prefix) { return rest }
        }
        return nil
    }

    /// Whether this begins with a text.
    @inline(__always)
    package func begins(with text: StaticString) -> Bool { starts(with: text, at: startIndex) }

    /// Whether a text stands at an index.
    @inline(__always)
    package func has(_ text: StaticString, at start: Int) -> Bool { starts(with: text, at: start) }

    /// Whether this ends in a text.
    package func ends(in text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount
            && starts(with: text, at: endIndex - text.utf8CodeUnitCount)
    }

    /// Whether this is a text.
    package func equals(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && begins(with: text)
    }

    /// Where a text begins, in the first so many octets; nil if it does not occur there.
    package func offset(of text: StaticString, within limit: Int = .max) -> Int? {
        let length = text.utf8CodeUnitCount
        guard length > 0, count >= length else { return nil }
        let first = text.utf8Start[0]
        var index = startIndex
        let last = Swift.min(endIndex - length, startIndex + Swift.min(limit, count))
        while index <= last {
            if self[index] == first, starts(with: text, at: index) { return index }
            index += 1
        }
        return nil
    }

    /// What follows the first occurrence of a text, in the first so many octets.
    package func past(_ text: StaticString, within limit: Int = .max) -> LineText? {
        offset(of: text, within: limit).map { self[($0 + text.utf8CodeUnitCount)...] }
    }

    /// Whether a text occurs.
    package func has(_ text: StaticString) -> Bool { offset(of: text) != nil }

    /// This without blanks and tabs at its beginning.
    package var withoutLeadingBlanks: LineText { self[startOfText...] }

    /// Where the first octet is that is no blank or tab; the end if there is none.
    @inline(__always)
    package var startOfText: Int {
        var index = startIndex
        while index < endIndex, self[index] == ASCII.space || self[index] == ASCII.tab {
            index += 1
        }
        return index
    }

    /// Whether all octets are below 128.
    package var isASCII: Bool {
        span.withUnsafeBytes { octets in
            var offset = 0
            var seen: UInt64 = 0
            while offset &+ 8 <= octets.count {
                seen |= octets.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                offset &+= 8
            }
            while offset < octets.count {
                seen |= UInt64(octets[offset])
                offset &+= 1
            }
            return seen & 0x8080_8080_8080_8080 == 0
        }
    }

    /// This without blanks, tabs and carriage returns at its end.
    package var withoutTrailingBlanks: LineText {
        var index = endIndex
        while index > startIndex,
            self[index - 1] == ASCII.space || self[index - 1] == ASCII.tab
                || self[index - 1] == ASCII.carriageReturn
        {
            index -= 1
        }
        return self[..<index]
    }

    /// This without blanks and tabs around it.
    package var trimmed: LineText { withoutLeadingBlanks.withoutTrailingBlanks }

    /// The number that it begins with, and what follows it; nil without digits, or beyond 15 of them.
    package var leadingNumber: (value: Int, rest: LineText)? {
        var value = 0
        var index = startIndex
        while index < endIndex, index - startIndex < 15, self[index].isDigit {
            value = value * 10 + Int(self[index] - ASCII.zero)
            index += 1
        }
        guard index > startIndex, index == endIndex || !self[index].isDigit else { return nil }
        return (value, self[index...])
    }

    /// The octets as text, what is no UTF-8 replaced.
    package var string: String { String(decoding: self, as: UTF8.self) }

    /// Whether it begins with a text, whatever the case of the letters, which is given in capitals.
    package func begins(withWord text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return false }
        for offset in 0..<length
        where ASCII.uppercased(self[startIndex + offset]) != text.utf8Start[offset] {
            return false
        }
        return true
    }

    @inline(__always)
    private func starts(with text: StaticString, at start: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard endIndex - start >= length else { return false }
        for offset in 0..<length where self[start + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }
}

extension UInt8 {
    /// Whether it is a digit in ASCII.
    @inline(__always)
    package var isDigit: Bool { self &- 0x30 < 10 }
    /// Whether it is a letter in ASCII.
    @inline(__always)
    package var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
}
