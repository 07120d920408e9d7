import OctetText
import SMTPSession

/// When a handler that matches takes effect; otherwise the handlers after it get their turn.
///
///     once     times 3     after 2     every 5     25%
///     once per recipient     for 5m per client sender recipient
///
/// With keys, each value of them is counted and timed by itself, as if it had a handler of its own.
public struct Qualifier: Hashable, Sendable {
    /// How often, of the times that it matches.
    @nonexhaustive
    public enum Count: Hashable, Sendable, Codable {
        /// Each time.
        case always
        /// The first N times; `once` is `times 1`.
        case times(UInt32)
        /// Every time but the first N.
        case after(UInt32)
        /// Every Nth time.
        case every(UInt32)
        /// At random, in N of 100 cases; the policy's seed decides which.
        case chance(UInt8)
    }

    /// How often.
    public var count: Count
    /// What is counted and timed apart; all together if it is empty.
    public var keys: HandlerKeys
    /// For how many milliseconds from the first match, that one included; nil for ever.
    public var duration: UInt64?

    /// A qualifier.
    public init(_ count: Count = .always, per keys: HandlerKeys = [], for duration: UInt64? = nil) {
        self.count = count
        self.keys = keys
        self.duration = duration
    }

    /// Each time.
    public static let always = Qualifier()
    /// The first N times.
    public static func times(_ count: UInt32) -> Qualifier { Qualifier(.times(count)) }
    /// Every time but the first N.
    public static func after(_ count: UInt32) -> Qualifier { Qualifier(.after(count)) }
    /// Every Nth time.
    public static func every(_ count: UInt32) -> Qualifier { Qualifier(.every(count)) }
    /// At random, in N of 100 cases.
    public static func chance(_ percent: UInt8) -> Qualifier { Qualifier(.chance(percent)) }
}

extension Qualifier: CustomStringConvertible {
    /// The qualifier as written in a handler; empty for every time.
    public var description: String {
        let time = duration.map { "for \(DurationText.print($0))" }
        return [count.description, keys.description, time ?? ""]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension Qualifier.Count: CustomStringConvertible {
    /// The count as written in a handler; empty for each time.
    public var description: String {
        switch self {
        case .always: ""
        case .times(1): "once"
        case .times(let count): "times \(count)"
        case .after(let count): "after \(count)"
        case .every(let count): "every \(count)"
        case .chance(let percent): "\(percent)%"
        }
    }
}

extension Qualifier: Codable {
    /// Decodes a qualifier as written in a handler, or a count, as older versions wrote it.
    public init(from decoder: any Decoder) throws {
        if let count = try? Count(from: decoder) {
            self.init(count)
        } else {
            var words = WordReader(try String(from: decoder))
            self = try words.nextQualifier(for: nil)
        }
    }

    /// Encodes a qualifier as written in a handler.
    public func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}
