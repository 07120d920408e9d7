/// A part of a SASL message: where it is, what it means, and whether it is secret.
///
///     n=tim        the user's name
///     p=v0X8v3B…   the proof, secret
///
/// Explanations, masks and saved scripts are made from these.
public struct MessagePart: Hashable, Sendable {
    /// How a part is kept from being shown.
    public enum Secrecy: Hashable, Sendable {
        /// It is shown.
        case shown
        /// A password or a token: a star for each of its octets.
        case secret
        /// What is computed from one, in hexadecimal or base64: a zero for each digit.
        case digest
    }

    /// Where it is in the message.
    public let range: Range<Int>
    /// What it is called: `n`, `nonce`, `password`.
    public let name: String
    /// What it means, in a few words.
    public let meaning: String
    /// Whether it is secret.
    public let secrecy: Secrecy

    /// A part.
    public init(
        _ range: Range<Int>, _ name: String, _ meaning: String, _ secrecy: Secrecy = .shown
    ) {
        self.range = range
        self.name = name
        self.meaning = meaning
        self.secrecy = secrecy
    }
}

extension [MessagePart] {
    /// The message of these parts without its secrets, as long as it was.
    ///
    /// What the client sends keeps its form, so that a server takes the same course: octets that are not
    /// allowed in a secret, such as NUL, stay.
    public func harmless(_ message: [UInt8]) -> [UInt8] {
        var message = message
        for part in self {
            switch part.secrecy {
            case .shown: continue
            case .secret:
                message.replace(
                    part.range, with: UInt8(ascii: "*"), keeping: [UInt8](0..<0x20) + [0x7F])
            case .digest: message.replace(part.range, with: UInt8(ascii: "0"), keeping: [0x3D])
            }
        }
        return message
    }
}

extension [UInt8] {
    fileprivate mutating func replace(
        _ range: Range<Int>, with filler: UInt8, keeping kept: [UInt8]
    ) {
        let isText = String(validating: self[range], as: UTF8.self) != nil
        for index in range where !kept.contains(self[index]) {
            self[index] = isText ? filler : 0xFF
        }
    }
}
