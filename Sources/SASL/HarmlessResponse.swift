import SMTPGrammar

extension Mechanism {
    /// A SASL response in base64 with a harmless one of the same form and length in its place.
    ///
    /// Names stay, for handlers can ask for them; passwords and digests go. What is not base64 stays no base64,
    /// and what breaks its mechanism's form still breaks it.
    ///
    /// - Parameters:
    ///   - base64: The response as sent.
    ///   - index: Which response of the exchange it is, from 0.
    ///   - mechanism: The mechanism; nil if it is not known.
    package static func harmless(
        _ base64: [UInt8], index: Int, of mechanism: Mechanism?
    ) -> [UInt8] {
        guard let message = try? Base64.decode(base64) else { return harmlessGarbage(base64) }
        let parts = mechanism?.parts(ofResponse: message, index: index)
        let replaced = parts?.harmless(message) ?? stars(message)
        return replaced.isEmpty && !base64.isEmpty ? base64 : Base64.encode(replaced)
    }

    private static let star = UInt8(ascii: "*")

    /// What is no base64 either: as long, with octets of the same kinds.
    package static func harmlessGarbage(_ octets: [UInt8]) -> [UInt8] {
        octets.map { $0 > 0x7F ? 0xFF : (0x21..<0x7F).contains($0) ? star : $0 }
    }

    /// As many stars, but for control characters and what is no UTF-8, which mechanisms refuse.
    private static func stars(_ octets: some Collection<UInt8>) -> [UInt8] {
        guard String(validating: octets, as: UTF8.self) != nil else {
            return [UInt8](repeating: 0xFF, count: octets.count)
        }
        return octets.map { $0 < 0x20 || $0 == 0x7F ? $0 : star }
    }
}
