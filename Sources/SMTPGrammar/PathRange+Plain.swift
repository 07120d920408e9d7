// Nearly all paths are plain: brackets around a dot string, an `@` and a domain, all of it ASCII. Such a path
// is read here in one pass, with one look at a table for each octet. Everything else, and every fault, is left
// to the reader of the whole grammar, which says what is wrong.

extension PathRange {
    /// The plain path that begins at an offset, within the limits; nil for any other.
    @inline(__always)
    public init?(plain command: Span<UInt8>, from start: Int, limits: PathLimits) {
        let found = command.withUnsafeBufferPointer { octets -> (Int, Int)? in
            guard PathRange.isBracketed(octets, from: start),
                let separator = PathRange.endOfLocalPart(octets, from: start &+ 1),
                let end = DomainReader.endOfPlainDomain(
                    octets, from: separator &+ 1, isFollowed: true),
                octets[end] == ASCII.greaterThan
            else { return nil }
            return (separator, end)
        }
        guard let (separator, end) = found, separator &- start &- 1 <= limits.localPart,
            end &- separator &- 1 <= limits.domain, end &- start &+ 1 <= limits.path
        else { return nil }
        self.init(
            Range(uncheckedBounds: (start &+ 1, end)), mailboxStart: start &+ 1,
            separator: separator, end: end &+ 1)
    }

    /// Whether a path may begin at an offset: a `>` comes somewhere after the `<`.
    ///
    /// It is of no atom and no label, so that what looks for the end of one stops there at the latest.
    @inline(__always)
    private static func isBracketed(
        _ octets: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Bool {
        var last = octets.count &- 1
        while last > start, octets[last] != ASCII.greaterThan { last &-= 1 }
        return last > start && octets[start] == ASCII.lessThan
    }

    /// Where a dot string ends before an `@`: atoms joined by dots.
    @inline(__always)
    private static func endOfLocalPart(
        _ octets: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        var end = start
        while true {
            let atom = end
            while PathOctet.isOfAtom(octets[end]) { end &+= 1 }
            guard end > atom else { return nil }
            guard octets[end] == ASCII.dot else { break }
            end &+= 1
        }
        return octets[end] == ASCII.atSign ? end : nil
    }
}

extension DomainReader {
    /// Where a plain domain ends: labels of ASCII joined by dots, without a hyphen at an edge of one; nil without one.
    ///
    /// Where it `isFollowed`, an octet that is neither of a label nor a dot comes at the offset or later, so that the
    /// end of the text need not be looked for.
    @inline(__always)
    static func endOfPlainDomain(
        _ octets: UnsafeBufferPointer<UInt8>, from start: Int, isFollowed: Bool = false
    ) -> Int? {
        var end = start
        while true {
            let label = end
            while isFollowed || end < octets.count, PathOctet.isOfLabel(octets[end]) { end &+= 1 }
            guard end > label, octets[label] != ASCII.hyphen, octets[end &- 1] != ASCII.hyphen
            else { return nil }
            guard isFollowed || end < octets.count, octets[end] == ASCII.dot else { return end }
            end &+= 1
        }
    }
}

/// What an octet can be in a plain path.
private enum PathOctet {
    /// One character for each octet: `a` stands for what a label can have, `s` for what only an atom can, `.` for
    /// the others.
    private static let kinds: StaticString = """
        ................................\
        .s.sssss..ss.a.saaaaaaaaaa...s.s\
        .aaaaaaaaaaaaaaaaaaaaaaaaaa...ss\
        saaaaaaaaaaaaaaaaaaaaaaaaaassss.\
        ................................\
        ................................\
        ................................\
        ................................
        """

    @inline(__always)
    private static func kind(of octet: UInt8) -> UInt8 { kinds.utf8Start[Int(octet)] }

    @inline(__always)
    static func isOfAtom(_ octet: UInt8) -> Bool { kind(of: octet) != ASCII.dot }

    @inline(__always)
    static func isOfLabel(_ octet: UInt8) -> Bool { kind(of: octet) == UInt8(ascii: "a") }
}
