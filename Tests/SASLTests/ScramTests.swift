import SASL
import SASLCryptography
import SMTPGrammar
import SMTPSession
import Testing

@Suite("SCRAM")
struct ScramTests {
    /// The messages of an example, and its parts.
    struct Example: Sendable, CustomStringConvertible {
        let mechanism: Mechanism
        let clientFirst: String
        let serverFirst: String
        let clientFinal: String
        let serverFinal: String
        let clientNonce: String

        var description: String { mechanism.name }

        func exchange(_ final: String? = nil, initial: Bool = true) -> Exchange {
            AuthenticationExchange(
                mechanism: mechanism.name,
                challenges: (initial ? [] : [[]]) + [octets(serverFirst)],
                responses: [octets(clientFirst), octets(final ?? clientFinal)],
                hasInitialResponse: initial)
        }
    }

    static let sha1 = Example(
        mechanism: .scramSHA1, clientFirst: "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
        serverFirst:
            "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
        clientFinal:
            "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
        serverFinal: "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=", clientNonce: "fyko+d2lbbFgONRv9qkxdawL")

    static let sha256 = Example(
        mechanism: .scramSHA256, clientFirst: "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
        serverFirst:
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        clientFinal:
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        serverFinal: "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
        clientNonce: "rOprNGfwEbeRWgbNEkqO")

    static let user = Identity(authenticationIdentity: "user")

    var server: ServerContext {
        var credentials = Credentials()
        credentials[user: "user"] = Secret("pencil")
        return ServerContext(credentials: credentials, hostname: "mx.example", nonce: [1, 2, 3])
    }

    @Test(
        "The examples of RFC 5802 §5 and RFC 7677 §3, from the server's side",
        arguments: [sha1, sha256])
    func serverSide(example: Example) {
        for initial in [true, false] {
            #expect(
                example.mechanism.serverStep(example.exchange(initial: initial), server)
                    == .success(Self.user, data: octets(example.serverFinal)))
        }
    }

    @Test(
        "The examples of RFC 5802 §5 and RFC 7677 §3, from the client's side",
        arguments: [sha1, sha256])
    func clientSide(example: Example) throws {
        let context = ClientContext(nonce: try Base64.decode(octets(example.clientNonce)))
        let credential = Credential(user: "user", secret: Secret("pencil"))
        var exchange = AuthenticationExchange(
            mechanism: example.mechanism.name, hasInitialResponse: true)
        func step() -> ClientStep {
            example.mechanism.clientStep(credential, exchange: exchange, context)
        }
        exchange.hasInitialResponse = false
        #expect(step() == .initialResponse(octets(example.clientFirst)))
        exchange.hasInitialResponse = true
        exchange.responses = [octets(example.clientFirst)]
        exchange.challenges = [octets(example.serverFirst)]
        #expect(step() == .respond(octets(example.clientFinal)))
        exchange.responses.append(octets(example.clientFinal))
        exchange.challenges.append(octets(example.serverFinal))
        #expect(step() == .respond([]))
        exchange.challenges[1] = octets("v=AAAAAAAAAAAAAAAAAAAAAAAAAAA=")
        #expect(step() == .cancel)
        exchange.challenges[1] = octets("e=other-error")
        #expect(step() == .cancel)
    }

    @Test("The first challenge: both nonces, the user's salt, and how often to hash")
    func firstChallenge() throws {
        func challenge(_ first: String) -> [UInt8]? {
            let exchange = Exchange(responses: [first], hasInitialResponse: true)
            guard case .challenge(let octets) = Mechanism.scramSHA256.serverStep(exchange, server)
            else { return nil }
            return octets
        }
        let known = String(decoding: try #require(challenge("n,,n=user,r=abc")), as: UTF8.self)
        #expect(known.hasPrefix("r=abcAQID,s=") && known.hasSuffix(",i=4096"))
        #expect(challenge("n,,n=user,r=abc") == challenge("n,,n=user,r=abc,x=ignored"))
        // The same for a user who does not exist: a salt that stays.
        let unknown = try #require(challenge("n,,n=nobody,r=abc"))
        #expect(unknown.count == known.utf8.count && unknown != octets(known))
        #expect(unknown == challenge("n,,n=nobody,r=abc"))
    }

    @Test(
        "What is wrong with the first message",
        arguments: [
            ("", .form), ("x,,n=user,r=a", .form), ("n,n=user,r=a", .form),
            ("n,,r=a,n=user", .form), ("n,,n=user", .form), ("n,,n=,r=a", .form),
            ("n,,n=user,r=", .form), ("n,,n=user,r=a b", .form), ("n,b=x,n=user,r=a", .form),
            ("n,,m=ext,n=user,r=a", .extensionRequired),
            ("n,,n=us=er,r=a", .nameEncoding), ("n,,n=us=2c,r=a", .nameEncoding),
            ("n,,n=\u{7},r=a", .unprepared), ("n,,n=\u{AD},r=a", .emptyUser),
            ("p=tls-unique,,n=user,r=a", .channelBindingMisplaced),
        ] as [(String, Discrepancy)])
    func firstMessage(message: String, discrepancy: Discrepancy) {
        let exchange = Exchange(responses: [message], hasInitialResponse: true)
        #expect(
            Mechanism.scramSHA1.serverStep(exchange, server)
                == .failure(.invalidCredentials(discrepancy)))
    }

    @Test(
        "What is wrong with the last message",
        arguments: [
            (
                "biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7k,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                .nonceDiffers
            ),
            ("biws,r=fyko+d2lbbFgONRv9qkxdawL,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", .nonceDiffers),
            (
                "eSws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                .headerDiffers
            ),
            (
                "biwsYQ==,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                .channelBindingDiffers
            ),
            (
                "biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Tw=",
                .digestDiffers
            ),
            ("biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8", .digestDiffers),
            ("biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j", .form),
            ("biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=*", .form),
            (
                "biws,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j",
                .form
            ),
        ] as [(String, Discrepancy)])
    func lastMessage(message: String, discrepancy: Discrepancy) {
        let exchange = Self.sha1.exchange("c=" + message)
        #expect(
            Mechanism.scramSHA1.serverStep(exchange, server)
                == .failure(.invalidCredentials(discrepancy)))
    }

    @Test("A name with a comma and an equals sign is written with =2C and =3D")
    func name() {
        var credentials = Credentials()
        credentials[user: "a,b=c"] = Secret("secret")
        let first = Mechanism.scramSHA1.clientStep(
            Credential(user: "a,b=c", secret: Secret("secret")), exchange: Exchange(),
            ClientContext(nonce: [1, 2, 3]))
        #expect(first == .initialResponse(octets("n,,n=a=2Cb=3Dc,r=AQID")))
    }

    @Test("Names and passwords are prepared: U+2168 is IX")
    func prepared() {
        var credentials = Credentials()
        credentials[user: "IX"] = Secret("I\u{AD}X")
        let mechanism = Mechanism.scramSHA256
        var exchange = Exchange()
        let credential = Credential(user: "\u{2168}", secret: Secret("\u{2168}"))
        for _ in 0..<2 {
            switch mechanism.clientStep(credential, exchange: exchange) {
            case .initialResponse(let message):
                exchange.responses.append(message)
                exchange.hasInitialResponse = true
            case .respond(let message): exchange.responses.append(message)
            case .awaitChallenge, .finished, .cancel: Issue.record("no response")
            }
            let server = ServerContext(credentials: credentials, nonce: [7])
            if case .challenge(let message) = mechanism.serverStep(exchange, server) {
                exchange.challenges.append(message)
            }
        }
        let server = ServerContext(credentials: credentials)
        #expect(
            mechanism.serverStep(exchange, server).identity
                == Identity(authenticationIdentity: "IX"))
    }

    @Test("Channel binding: what the flag says has to be true")
    func channelBinding() {
        func step(_ mechanism: Mechanism, _ flag: String, offers: Bool = true) -> ServerStep {
            var exchange = Exchange(responses: ["\(flag),,n=user,r=a"], hasInitialResponse: true)
            exchange.channelBindings = ["tls-unique": octets("unique")]
            exchange.offersChannelBinding = offers
            return mechanism.serverStep(exchange, server)
        }
        func refusal(_ discrepancy: Discrepancy) -> ServerStep {
            .failure(.invalidCredentials(discrepancy))
        }
        #expect(step(.scramSHA1, "y") == refusal(.channelBindingOffered))
        #expect(step(.scramSHA1Plus, "n") == refusal(.channelBindingMisplaced))
        #expect(step(.scramSHA1Plus, "y") == refusal(.channelBindingMisplaced))
        #expect(step(.scramSHA1Plus, "p=tls-other") == refusal(.channelBindingUnknown))
        for step in [
            step(.scramSHA1, "y", offers: false), step(.scramSHA1, "n"),
            step(.scramSHA1Plus, "p=tls-unique"),
        ] {
            guard case .challenge = step else {
                Issue.record("\(step)")
                return
            }
        }
    }

    @Test("Another channel's binding is refused, as somebody in the middle would have it")
    func middle() throws {
        var exchange = Conversation(.scramSHA256Plus).exchange
        exchange.responses.removeLast()
        exchange.challenges.removeLast()
        exchange.channelBindings = ["tls-unique": octets("other!")]
        var server = server
        server.credentials = .examples
        #expect(
            Mechanism.scramSHA256Plus.serverStep(exchange, server)
                == .failure(.invalidCredentials(.channelBindingDiffers)))
    }

    @Test("Errors are told if the server has such manners, and not whether the user exists")
    func errors() {
        var server = server
        server.manners.sendsScramErrors = true
        let wrong = Self.sha1.exchange(
            Self.sha1.clientFinal.replacing("v0X8", with: "v0X9"))
        #expect(
            Mechanism.scramSHA1.serverStep(wrong, server)
                == .failure(
                    .invalidCredentials(.digestDiffers), data: octets("e=invalid-proof")))
        server.credentials = Credentials()
        #expect(
            Mechanism.scramSHA1.serverStep(Self.sha1.exchange(), server)
                == .failure(.invalidCredentials(.userUnknown), data: octets("e=invalid-proof")))
    }

    @Test("A client does not hash a million times more, and needs a nonce that begins with its own")
    func suspiciousServer() {
        let credential = Credential(user: "user", secret: Secret("pencil"))
        for challenge in [
            "r=fyko+d2lbbFgONRv9qkxdawLabc,s=QSXCR+Q6sek8bf92,i=100000000",
            "r=fyko+d2lbbFgONRv9qkxdawL,s=QSXCR+Q6sek8bf92,i=4096", "r=other,s=QSXC,i=4096", "",
        ] {
            let exchange = Exchange(
                challenges: [challenge], responses: [Self.sha1.clientFirst],
                hasInitialResponse: true)
            #expect(Mechanism.scramSHA1.clientStep(credential, exchange: exchange) == .cancel)
        }
    }
}
