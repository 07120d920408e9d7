import SASL
import SASLCryptography
import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPScript
import SMTPSession
import Testing

@testable import SMTPSimulator

/// Rows about authentication of a table of attacks and broken clients, for every mechanism.
@Suite("AUTH, for every mechanism")
struct AuthenticationTableTests {
    static let password = "tanstaaftanstaaf"

    /// A session inside TLS whose server offers one mechanism, and knows tim.
    private static func simulator(_ mechanism: Mechanism, isSecured: Bool = true) throws
        -> Simulator
    {
        var simulator = try Simulator.greeted()
        try simulator.play(
            ":set authentication-mechanisms \(mechanism.name)",
            ":set maximum-authentication-failures off", ":user tim \(password)",
            "EHLO client.example")
        if isSecured {
            try simulator.play("STARTTLS", ":tls identity=tim", "EHLO client.example")
        }
        return simulator
    }

    /// The words of `:auth` for what a client has to have.
    private static func login(_ mechanism: Mechanism, _ password: String = password) -> String {
        mechanism.credentialForm == .name
            ? ":auth \(mechanism.name)" : ":auth \(mechanism.name) tim \(password)"
    }

    private static func codes(_ simulator: Simulator, after count: Int) -> [UInt16] {
        simulator.steps.dropFirst(count).flatMap { $0.replies.map(\.code) }
    }

    /// The codes of the replies to lines.
    private static func codes(_ simulator: inout Simulator, _ lines: String...) throws -> [UInt16] {
        let count = simulator.steps.count
        for line in lines { try simulator.play(line) }
        return codes(simulator, after: count)
    }

    @Test(
        "a mechanism that needs TLS is not offered in clear, and 504 there",
        arguments: [Mechanism].spoken)
    func inClear(mechanism: Mechanism) throws {
        var simulator = try Self.simulator(mechanism, isSecured: false)
        let needsTLS = mechanism.isPlaintext || mechanism.needsChannelBinding
        #expect((simulator.machine.usableMechanismNames ?? []).isEmpty == needsTLS)
        let first = try Self.codes(&simulator, "AUTH \(mechanism.name)").first
        #expect(first == (needsTLS ? 504 : 334))
    }

    @Test(
        "STARTTLS forgets who has authenticated, and AUTH may come again",
        arguments: [Mechanism].spoken)
    func fixation(mechanism: Mechanism) throws {
        var simulator = try Self.simulator(mechanism, isSecured: false)
        try simulator.play(":set plaintext-authentication on")
        guard !mechanism.needsChannelBinding, mechanism != .external else { return }
        try simulator.play(Self.login(mechanism))
        #expect(simulator.machine.authenticatedUser != nil)
        try simulator.play("STARTTLS", ":tls", "EHLO client.example")
        #expect(simulator.machine.authenticatedUser == nil)
        try simulator.play(Self.login(mechanism))
        #expect(simulator.machine.authenticatedUser != nil)
        #expect(try Self.codes(&simulator, "AUTH \(mechanism.name)") == [503])
    }

    @Test(
        "bad base64, a cancel and a command in its place are answered in step",
        arguments: [Mechanism].spoken)
    func robustness(mechanism: Mechanism) throws {
        var simulator = try Self.simulator(mechanism)
        let auth = "AUTH \(mechanism.name)"
        for bad in ["!", "AAA", "A===", "AA=A", "AAAA=", "AAAB AAAA", "AB=="] {
            #expect(try Self.codes(&simulator, auth, bad) == [334, 501])
            #expect(try Self.codes(&simulator, "\(auth) \(bad)") == [501])
        }
        #expect(try Self.codes(&simulator, auth, "*") == [334, 501])
        #expect(try Self.codes(&simulator, auth, "MAIL FROM:<>") == [334, 501])
        #expect(simulator.envelope.isEmpty)
        let long = String(repeating: "A", count: 12_288)
        #expect(try Self.codes(&simulator, auth, long) == [334, 500])
        #expect(try Self.codes(&simulator, "\(auth) \(long)") == [500])
        #expect(try Self.codes(&simulator, "NOOP") == [250])
        // Nothing of it has let the client in.
        #expect(simulator.machine.authenticatedUser == nil)
    }

    @Test(
        "AUTH is out of order before EHLO, within a transaction and after a success",
        arguments: [Mechanism].spoken)
    func order(mechanism: Mechanism) throws {
        var simulator = try Self.simulator(mechanism)
        try simulator.play("MAIL FROM:<>")
        #expect(try Self.codes(&simulator, "AUTH \(mechanism.name)") == [503])
        try simulator.play("RSET", Self.login(mechanism))
        #expect(simulator.machine.authenticatedUser != nil)
        #expect(try Self.codes(&simulator, "AUTH \(mechanism.name)") == [503])
        try simulator.play("QUIT", ":connect")
        #expect(try Self.codes(&simulator, "AUTH \(mechanism.name)") == [503])
    }

    @Test(
        "no secret, nor what is computed from one, is in what is saved, which runs green",
        arguments: [Mechanism].spoken)
    func secrets(mechanism: Mechanism) throws {
        for password in [Self.password, "wrong-secret"] {
            var simulator = try Self.simulator(mechanism)
            try simulator.play(Self.login(mechanism, password), "QUIT")
            let saved = simulator.script()
            let traced = simulator.steps.flatMap {
                Transcript.lines(of: $0).flatMap(\.lines)
            }.joined(separator: "\n")
            for secret in Self.secrets(in: simulator, mechanism, password) {
                #expect(!saved.contains(secret), "\(secret)\n\(saved)")
                #expect(!traced.contains(secret), "\(secret)\n\(traced)")
            }
            expectGreen(saved)
        }
    }

    /// The password, and the client's messages that hold it or a digest of it.
    private static func secrets(
        in simulator: Simulator, _ mechanism: Mechanism, _ password: String
    ) -> [String] {
        guard mechanism.credentialForm != .name else { return [] }
        var found = [
            password, String(decoding: Base64.encode(Array(password.utf8)), as: UTF8.self),
        ]
        for event in simulator.steps.flatMap(\.events) {
            guard case .read(let reading) = event, let secret = reading.secret,
                secret.mechanism != nil,
                let message = try? Base64.decode(reading.octets[secret.range])
            else { continue }
            let parts = mechanism.parts(ofResponse: message, index: secret.index) ?? []
            for part in parts where part.secrecy != .shown {
                found.append(String(decoding: message[part.range], as: UTF8.self))
                found.append(String(decoding: reading.octets[secret.range], as: UTF8.self))
            }
        }
        return found
    }
}
