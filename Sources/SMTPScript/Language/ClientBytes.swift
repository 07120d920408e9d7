/// The bytes of a `C+` line and how often they are sent.
///
///     C+ "NOOP\r\n" *1000
///
/// Nothing is added; not even a line end.
public struct ClientBytes: Hashable, Sendable {
    /// The bytes, escapes already read.
    public var bytes: [UInt8]

    /// How often they are sent, from 1 to ``ScriptLimits/repeatCount``.
    public var count: Int

    /// Makes the bytes of a `C+` line.
    package init(bytes: [UInt8], count: Int = 1) {
        self.bytes = bytes
        self.count = count
    }

    /// How many bytes are sent in all, or `nil` if that number is beyond an integer.
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
