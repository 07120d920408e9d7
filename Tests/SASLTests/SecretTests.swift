import Foundation
import SASL
import Testing

@Suite("Secrets")
struct SecretTests {
    static let password = "tanstaaftanstaaf"

    /// Everything that Swift prints of a value.
    static func prints(of value: some Any) -> String {
        var dumped = ""
        dump(value, to: &dumped)
        let children = Mirror(reflecting: value).children.map { "\($0)" }.joined()
        return "\(value)" + String(describing: value) + String(reflecting: value) + dumped
            + children
    }

    @Test("A secret prints as the mask, whatever its length")
    func mask() {
        for secret in [Secret(Self.password), Secret(""), Secret([0xFF]), .masked] {
            #expect("\(secret)" == "****")
            #expect(String(reflecting: secret) == "****")
            #expect("\([secret])" == "[****]")
            #expect(Mirror(reflecting: secret).children.isEmpty)
            var dumped = ""
            dump(secret, to: &dumped)
            #expect(dumped == "- ****\n")
        }
    }

    @Test("No value that holds a secret prints it, as text or as numbers")
    func holders() {
        let secret = Secret(Self.password)
        let numbers = "\(Array(Self.password.utf8))".dropFirst().dropLast()
        let claim = Claim(authenticationIdentity: "tim", proof: .password(secret))
        let exchange = Exchange(responses: ["tim", Self.password])
        let values: [Any] = [
            secret, Credential(user: "tim", secret: secret), Credentials.examples,
            RevealedCredentials(.examples), claim, exchange, ["a": secret] as [String: Secret],
        ]
        for value in values {
            let printed = Self.prints(of: value)
            #expect(!printed.contains(Self.password))
            #expect(!printed.contains(numbers))
            #expect(!printed.contains("116"))
        }
        #expect(Self.prints(of: Credentials.examples).contains("tim"))
    }

    @Test("Only the same octets match")
    func matches() {
        let secret = Secret(Self.password)
        #expect(secret.matches(Secret(Array(Self.password.utf8))))
        #expect(!secret.matches(Secret("")))
        #expect(!secret.matches(Secret(Self.password + "x")))
        #expect(!secret.matches(Secret(String(Self.password.dropLast()))))
        #expect(!Secret("").matches(secret))
        #expect(Secret("").matches(Secret("")))
        #expect(!Secret("\u{E9}").matches(Secret("e\u{301}")))
    }

    @Test("A masked secret matches nothing, though it equals itself as a value")
    func masked() {
        #expect(!Secret.masked.matches(.masked))
        #expect(!Secret.masked.matches(Secret("****")))
        #expect(!Secret("no such secret").matches(.masked))
        #expect(!Secret.masked.matches(Secret("no such secret")))
        #expect(Secret.masked == .masked)
        #expect(Secret.masked != Secret("no such secret"))
        #expect(Secret.masked.revealed == nil)
    }

    @Test("Equal secrets hash alike")
    func hashes() {
        #expect(Set([Secret("a"), Secret([97]), Secret("b"), .masked, .masked]).count == 3)
    }
}

@Suite("Coding of credentials")
struct CredentialsCodingTests {
    @Test("Encoded credentials contain the mask; decoded again, they let nobody in")
    func lossy() throws {
        let data = try JSONEncoder().encode(Credentials.examples)
        let text = String(decoding: data, as: UTF8.self)
        #expect(!text.contains("tanstaaf"))
        #expect(text.contains("****"))
        let credentials = try JSONDecoder().decode(Credentials.self, from: data)
        #expect(credentials.users == ["Kurt", "tim"])
        for password in ["tanstaaftanstaaf", "****"] {
            let exchange = Exchange(responses: ["\0tim\0\(password)"])
            #expect(
                Mechanism.plain.serverStep(exchange, credentials: credentials)
                    == .failure(.invalidCredentials(.masked)))
        }
    }

    @Test("A secret in the clear is refused where only the mask belongs, and not repeated")
    func noSilentPassword() {
        let data = Data(#"{"user":"tim","secret":"hunter2"}"#.utf8)
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Credential.self, from: data)
        }
        #expect(error.map { !"\($0)".contains("hunter2") } == true)
    }

    @Test("Revealed credentials keep every secret")
    func revealed() throws {
        var credentials = Credentials.examples
        credentials[user: "octets"] = Secret([0xFF, 0x00])
        credentials[user: "masked"] = .masked
        credentials[user: "stars"] = Secret("****")
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(RevealedCredentials(credentials))
        #expect(
            String(decoding: data, as: UTF8.self) == """
                {"Kurt":"xipj3plmq","masked":null,"octets":[255,0],"stars":"****",\
                "tim":"tanstaaftanstaaf"}
                """)
        let decoded = try JSONDecoder().decode(RevealedCredentials.self, from: data)
        #expect(decoded.credentials == credentials)
    }

    @Test("Users are added, changed and removed")
    func users() {
        var credentials = Credentials()
        credentials[user: "tim"] = Secret("one")
        credentials[user: "tim"] = Secret("two")
        #expect(credentials[user: "tim"] == Secret("two"))
        credentials[user: "tim"] = nil
        #expect(credentials == Credentials())
    }
}
