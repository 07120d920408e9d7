/// Departures from the grammar of paths that common servers tolerate.
public struct PathTolerances: OptionSet, Hashable, Sendable, Codable {
    /// One bit for each tolerance.
    public let rawValue: UInt8

    /// A set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `MAIL FROM: <a@b>`: blanks between the colon and the path.
    public static let spaceAfterColon = PathTolerances(rawValue: 1)
    /// `MAIL FROM:a@b`: no angle brackets.
    public static let missingBrackets = PathTolerances(rawValue: 2)
    /// `RCPT TO:<jones>`: a local part alone, other than the Postmaster that the RFC allows.
    public static let missingDomain = PathTolerances(rawValue: 4)
    /// `<a@my_host>`: characters in a domain, or dots in a local part, that the grammar does not
    /// allow; `<@[192.0.2.1]:a@b>`: an address literal in a source route.
    public static let looseAddress = PathTolerances(rawValue: 8)
    /// `<a@[foo:bar]>`: a tag in an address literal that is not registered.
    public static let addressTag = PathTolerances(rawValue: 16)
}
