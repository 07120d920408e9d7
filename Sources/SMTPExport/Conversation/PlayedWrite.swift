/// What a client sent in one write, in parts.
///
///     AUTH PLAIN AHRpbQBzZWNyZXQ=\r\n    three parts, of which the second is secret
public struct PlayedWrite: Hashable, Sendable {
    /// A part of a write.
    public struct Part: Hashable, Sendable {
        /// What the server took the octets for.
        public enum Kind: Hashable, Sendable {
            /// A command line, or a piece of one.
            case command
            /// A line of a SASL exchange, or a piece of one.
            case response
            /// Message text as sent, the dot that ends it included.
            case text
            /// Octets of a chunk.
            case chunk
            /// Octets that the server dropped.
            case dropped
        }

        /// What it is.
        public var kind: Kind
        /// The octets, as sent.
        public var octets: [UInt8]
        /// Harmless octets of the same form, if the octets are a secret.
        public var harmless: [UInt8]?
        /// The SASL mechanism that a secret belongs to, if that is known.
        public var mechanism: String?

        /// A part.
        public init(
            _ kind: Kind, _ octets: [UInt8], harmless: [UInt8]? = nil, mechanism: String? = nil
        ) {
            self.kind = kind
            self.octets = octets
            self.harmless = harmless
            self.mechanism = mechanism
        }
    }

    /// The parts, in order.
    public var parts: [Part]

    /// A write.
    public init(_ parts: [Part]) { self.parts = parts }

    /// All octets, as sent or with harmless ones in the place of secrets.
    public func octets(secrets: Bool) -> [UInt8] {
        parts.flatMap { secrets ? $0.octets : $0.harmless ?? $0.octets }
    }

    /// Whether anything in it is secret.
    package var hasSecret: Bool { parts.contains { $0.harmless != nil } }
}

extension PlayedWrite {
    /// A line or a run of message text, in one write.
    package struct Unit: Hashable, Sendable {
        package var kind: Part.Kind
        package var octets: [UInt8]
        package var hasSecret = false

        /// Whether it ends with a line end.
        package var isWhole: Bool { octets.last == 0x0A }
        /// The octets without their line end.
        package var line: ArraySlice<UInt8> {
            let text = octets.last == 0x0A ? octets.dropLast() : octets[...]
            return text.last == 0x0D ? text.dropLast() : text
        }
    }

    /// The lines of commands and responses, and message text as a whole.
    package func units(secrets: Bool) -> [Unit] {
        var units: [Unit] = []
        for part in parts {
            let octets = secrets ? part.octets : part.harmless ?? part.octets
            let isSecret = part.harmless != nil
            if let last = units.last, last.kind == part.kind, last.goesOn {
                units[units.count - 1].octets += octets
                units[units.count - 1].hasSecret = last.hasSecret || isSecret
            } else {
                units.append(Unit(kind: part.kind, octets: octets, hasSecret: isSecret))
            }
        }
        return units
    }
}

extension PlayedWrite.Unit {
    /// Whether the next part of the same kind belongs to it.
    fileprivate var goesOn: Bool {
        switch kind {
        case .command, .response: !isWhole
        case .text, .chunk, .dropped: true
        }
    }
}
