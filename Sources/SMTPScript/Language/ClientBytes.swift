import OctetText

/// The bytes of a `C+` line and how often they are sent.
///
///     C+ "NOOP\r\n" *1000
///
/// Nothing is added; not even a line end.
public struct ClientBytes: Hashable, Sendable {
    /// The bytes, escapes already read.
    public var bytes: [UInt8]
    /// How often they are sent, from 1 to ``ScriptLimits/repeatCount``.
    public var count = 1

    /// Octets, and how often they are sent.
    package init(bytes: [UInt8], count: Int = 1) {
        self.bytes = bytes
        self.count = count
    }

    /// How many bytes are sent in all; nil if that number is beyond an integer.
    var expandedSize: Int? {
        let (size, overflow) = bytes.count.multipliedReportingOverflow(by: count)
        return overflow ? nil : size
    }

    /// The bytes repeated, as they are sent.
    package var expanded: [UInt8] {
        var expanded: [UInt8] = []
        expanded.reserveCapacity(expandedSize ?? 0)
        for _ in 0..<count { expanded += bytes }
        return expanded
    }
}

extension ClientBytes {
    /// Reads what follows `C+ ` or `:send `: quoted text, and a repeat count.
    package init(parsing cursor: inout WordReader, after mark: String) throws(LineFault) {
        cursor.skipBlanks()
        guard cursor.sees("\""), let text = try cursor.word() else {
            throw cursor.fault("expected text in double quotes after `\(mark)`")
        }
        bytes = text.octets
        cursor.skipBlanks()
        guard !cursor.isAtEnd else { return }
        guard cursor.take("*") else {
            throw cursor.fault("expected `*` and a repeat count, or the end of the line")
        }
        count = try Self.count(&cursor)
        try cursor.expectEnd(after: "the repeat count")
    }

    /// Bounds what a short line can make of itself; `sent` is what all lines before send.
    package func check(
        in text: @autoclosure () -> [UInt8], after mark: String, _ limits: ScriptLimits,
        sent: inout Int
    ) throws(LineFault) {
        guard count <= limits.repeatCount else {
            let star = text().lastIndex(of: UInt8(ascii: "*")) ?? 0
            throw LineFault(
                at: star + 1, "expected a repeat count of at most \(limits.repeatCount)")
        }
        sent += expandedSize ?? limits.expandedSize + 1
        guard sent <= limits.expandedSize else {
            throw LineFault(
                at: 0,
                "the `\(mark)` lines send more than \(limits.expandedSize) bytes together")
        }
    }

    private static func count(_ cursor: inout WordReader) throws(LineFault) -> Int {
        let start = cursor.offset
        let digits = cursor.take(while: \.isDigit)
        if let count = Int(String(decoding: digits, as: UTF8.self)), count > 0 { return count }
        guard digits.count < 18 else { return Int.max }
        throw LineFault(
            at: start,
            digits.isEmpty
                ? "expected a repeat count after `*`" : "expected a repeat count of at least 1")
    }
}
