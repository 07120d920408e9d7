import SMTPGrammar

/// What a handler remembers of each value of its keys: how often it matched, and when first.
///
/// It remembers 1,024 values at most, in 32 rows of 32 by their hash: a new one in a full row takes
/// the place of the one that came first there, which is then new again if it returns. A change copies
/// one row, so that the past of a long session stays small.
public struct HandlerMemory: Hashable, Sendable, Codable {
    private struct Entry: Hashable, Sendable, Codable {
        let value: [UInt8]
        let first: UInt64
        var seen: UInt64 = 0
    }

    private var rows: [[Entry]] = Array(repeating: [], count: HandlerMemory.size)

    private static let size = 32

    /// How many values it remembers.
    public var count: Int { rows.reduce(0) { $0 + $1.count } }

    /// Notes a match, and says which one it is, from 1, and how long after the first.
    mutating func note(_ value: [UInt8], at now: UInt64) -> (seen: UInt64, age: UInt64) {
        let row = HandlerMemory.row(of: value)
        let place = rows[row].firstIndex { $0.value == value } ?? add(value, to: row, at: now)
        rows[row][place].seen += 1
        let entry = rows[row][place]
        return (entry.seen, now >= entry.first ? now - entry.first : 0)
    }

    private mutating func add(_ value: [UInt8], to row: Int, at now: UInt64) -> Int {
        if rows[row].count == HandlerMemory.size { rows[row].removeFirst() }
        rows[row].append(Entry(value: value, first: now))
        return rows[row].count - 1
    }

    /// FNV-1a, which is the same in every run, as Swift's hashes are not.
    private static func row(of value: [UInt8]) -> Int {
        var hash: UInt32 = 0x811C_9DC5
        for octet in value { hash = (hash ^ UInt32(octet)) &* 0x0100_0193 }
        return Int((hash ^ hash &>> 16) % UInt32(size))
    }
}
