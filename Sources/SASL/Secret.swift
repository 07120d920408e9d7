/// A password, or one that has been masked and is lost.
///
/// A secret prints as `****` wherever Swift prints values: interpolation, `debugDescription`,
/// `dump`, `Mirror`, and JSON. Only `revealed` gives it away, and that is easy to search for.
public struct Secret: Sendable {
    /// How every secret prints, whatever its length.
    public static let mask = "****"

    /// A secret that matches nothing: what a masked one becomes when decoded.
    public static let masked = Secret(storage: .masked)

    private enum Storage: Sendable {
        case known([UInt8])
        case masked
    }

    private let storage: Storage

    private init(storage: Storage) {
        self.storage = storage
    }

    /// A secret from octets as they go over the wire, usually UTF-8.
    public init(_ octets: [UInt8]) {
        self.init(storage: .known(octets))
    }

    /// A secret from a text's UTF-8, which is not normalized.
    public init(_ text: String) {
        self.init(Array(text.utf8))
    }

    /// The octets in the clear; nil for a masked secret.
    public var revealed: [UInt8]? {
        switch storage {
        case .known(let octets): octets
        case .masked: nil
        }
    }

    /// Whether a candidate is the same password.
    ///
    /// A masked secret matches nothing, not even itself.
    ///
    /// Comparing octet by octet would stop at the first difference, and its duration would tell
    /// how much of a guess is right. So all octets of the candidate are compared, whatever the
    /// password is: the duration depends on nothing but the candidate's length, which who brought it
    /// knows. A masked secret costs the same.
    public func matches(_ candidate: Secret) -> Bool {
        let isSame = hasSameOctets(as: candidate)
        return isSame && isKnown && candidate.isKnown
    }

    /// Whether the octets are there.
    package var isKnown: Bool {
        switch storage {
        case .known: true
        case .masked: false
        }
    }

    /// The octets as a key, or other octets of a usual length, so that the work done is the same.
    package var keyOctets: [UInt8] { revealed ?? Array("no such secret".utf8) }

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
