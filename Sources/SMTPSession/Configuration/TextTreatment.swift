/// What a server changes in message text before it hands it on; usually nothing.
///
/// It concerns DATA alone: what BDAT brings is not read in lines.
public struct TextTreatment: OptionSet, Hashable, Sendable, Codable {
    /// One bit for each change.
    public let rawValue: UInt8

    /// A set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A bare LF becomes CR LF; it still does not end the text.
    public static let normalizesLineFeeds = TextTreatment(rawValue: 1)
    /// Octets above 127 lose their high bit, unless BODY=8BITMIME announced them.
    public static let stripsHighBit = TextTreatment(rawValue: 2)
    /// Octets 0 are left out.
    public static let dropsNul = TextTreatment(rawValue: 4)
}
