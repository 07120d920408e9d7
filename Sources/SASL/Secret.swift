/// A password, or one that has been masked and is lost.
///
/// A secret prints as `****` wherever Swift prints values: interpolation, `debugDescription`,
/// `dump`, `Mirror`, and JSON. Only `revealed` gives it away, and that is easy to search for.
public struct Secret: Sendable {
    /// How every secret prints, whatever its length.
    public static let mask = "****"

    /// A secret that matches nothing: what a masked one becomes when decoded.
    public static let masked = Secret(revealed: nil)

    /// The octets in the clear; nil for a masked secret.
    public let revealed: [UInt8]?

    private init(revealed: [UInt8]?) { self.revealed = revealed }

    /// A secret from octets as they go over the wire, usually UTF-8.
    public init(_ octets: [UInt8]) { self.init(revealed: octets) }

    /// A secret from a text's UTF-8, which is not normalized.
    public init(_ text: String) { self.init(Array(text.utf8)) }

    /// Whether a candidate is the same password.
    ///
    /// A masked secret matches nothing, not even itself.
    ///
    /// All octets of the candidate are compared, so that the duration depends on nothing but its length, and
    /// says nothing of how much of a guess is right. A masked secret costs the same.
    public func matches(_ candidate: Secret) -> Bool {
        let isSame = hasSameOctets(as: candidate)
        return isSame && isKnown && candidate.isKnown
    }

    /// Whether the octets are there.
    package var isKnown: Bool { revealed != nil }

    /// The octets as a key, or other octets of a usual length, so that the work done is the same.
    package var keyOctets: [UInt8] { revealed ?? Array("no such secret".utf8) }

    /// The password prepared as RFC 4013 says; nil if it cannot be.
    package var prepared: Secret? { revealed.flatMap { SASLprep.prepared($0) }.map { Secret($0) } }

    /// Why it can be nobody's password.
    ///
    /// RFC 4616 §2: "If the preparation fails or results in an empty string, verification SHALL fail." What
    /// is no UTF-8 is not prepared; LOGIN permits it.
    package var flaw: Discrepancy? {
        guard let revealed else { return nil }
        guard !revealed.isEmpty else { return .emptyPassword }
        guard String(validating: revealed, as: UTF8.self) != nil else { return nil }
        guard let prepared = SASLprep.prepared(revealed) else { return .unprepared }
        return prepared.isEmpty ? .emptyPassword : nil
    }

    /// Compares in a time that depends on the candidate's length alone.
    private func hasSameOctets(as candidate: Secret) -> Bool {
        let candidate = candidate.keyOctets
        let octets = keyOctets
        var difference = candidate.count ^ octets.count
        for index in candidate.indices {
            let octet = octets.isEmpty ? 0 : octets[min(index, octets.count - 1)]
            difference |= Int(octet ^ candidate[index])
        }
        return difference == 0
    }
}

extension Secret: Hashable {
    /// Whether two values are the same, as values: two masked secrets are, though they never match.
    public static func == (left: Secret, right: Secret) -> Bool {
        let isSame = left.hasSameOctets(as: right)
        return isSame && left.isKnown == right.isKnown
    }

    /// Hashes the octets; the hasher has a seed of its own in each process.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(isKnown)
        hasher.combine(keyOctets)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The mask.
    public var description: String { Self.mask }

    /// The mask.
    public var debugDescription: String { Self.mask }

    /// No children: the octets stay out of `dump`.
    public var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}

/// Encoding a secret loses it on purpose: a saved session must not contain passwords.
///
/// It is written as the mask and read back as `Secret.masked`, which matches nothing. Any other
/// text is refused, not taken for a password; `RevealedCredentials` reads and writes those.
extension Secret: Codable {
    /// Reads the mask; the error for anything else does not say what it was.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard try container.decode(String.self) == Self.mask else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "A secret outside RevealedCredentials is \(Self.mask).")
        }
        self = .masked
    }

    /// Writes the mask.
    public func encode(to encoder: any Encoder) throws { try Self.mask.encode(to: encoder) }
}
