import SASL
import SASLCryptography
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import Testing

@Suite("Authentication by a policy")
struct PolicyAuthenticationTests {
    static func policy(_ rules: String...) throws -> Policy {
        var policy = Policy(seed: 1)
        policy.credentials[user: "tim"] = Secret("tanstaaf")
        policy.handlers = HandlerList(try rules.map { try Handler(parsing: $0) })
        return policy
    }

    static func exchange(
        _ mechanism: String, _ responses: String..., challenges: [[UInt8]] = [],
        initial: Bool = false, identity: String? = nil
    ) -> Question {
        .authenticate(
            AuthenticationExchange(
                mechanism: mechanism, challenges: challenges,
                responses: responses.map { Array($0.utf8) }, hasInitialResponse: initial,
                clientIdentity: identity))
    }

    @Test("runs PLAIN, with and without an initial response")
    func plain() throws {
        var policy = try Self.policy()
        #expect(
            policy.decide(Self.exchange("PLAIN")) == Decision(.challenge([]), by: .credentials()))
        let right = Self.exchange("PLAIN", "\0tim\0tanstaaf", initial: true)
        #expect(policy.decide(right) == Decision(.authenticated("tim"), by: .credentials()))
        let wrong = Self.exchange("PLAIN", "\0tim\0guess", initial: true)
        let differs = Note(.passwordDiffers, detail: "3 octets fewer than expected")
        #expect(policy.decide(wrong) == Decision(.reject(), by: .credentials(), notes: [differs]))
        let broken = Self.exchange("PLAIN", "tim", initial: true)
        let incomplete = Note(.messageIncomplete, detail: "3 octets, no NUL")
        #expect(
            policy.decide(broken)
                == Decision(.malformed(.message), by: .credentials(), notes: [incomplete]))
    }

    @Test("runs LOGIN's two challenges before rules have their say")
    func login() throws {
        var policy = try Self.policy("auth tim reject 535 5.7.8", "auth * accept")
        #expect(
            policy.decide(Self.exchange("LOGIN")).answer == .challenge(Array("Username:".utf8)))
        #expect(
            policy.decide(Self.exchange("LOGIN", "tim")).answer
                == .challenge(Array("Password:".utf8)))
        #expect(policy.decide(Self.exchange("LOGIN", "tim", "tanstaaf")).source == .handler(1))
        #expect(
            policy.decide(Self.exchange("LOGIN", "ann", "whatever"))
                == Decision(.authenticated("ann"), by: .handler(2)))
        #expect(policy.handlers.map(\.seen) == [1, 1])
    }

    @Test("runs CRAM-MD5 with a challenge from its seed, which does not come twice")
    func cramMD5() throws {
        var policy = try Self.policy()
        var again = policy
        let context = DecisionContext(
            hostname: "mx.sim.example", mechanisms: .standard + .cryptographic)
        let first = policy.decide(Self.exchange("CRAM-MD5"), context: context)
        #expect(again.decide(Self.exchange("CRAM-MD5"), context: context) == first)
        #expect(policy.decide(Self.exchange("CRAM-MD5"), context: context) != first)
        guard case .challenge(let challenge) = first.answer else {
            Issue.record("no challenge")
            return
        }
        #expect(String(decoding: challenge, as: UTF8.self).hasSuffix("@mx.sim.example>"))
        let client = Mechanism.cramMD5.clientStep(
            Credential(user: "tim", secret: Secret("tanstaaf")),
            exchange: AuthenticationExchange(mechanism: "CRAM-MD5", challenges: [challenge]))
        guard case .respond(let response) = client else {
            Issue.record("no response")
            return
        }
        let text = String(decoding: response, as: UTF8.self)
        let answer = policy.decide(
            Self.exchange("CRAM-MD5", text, challenges: [challenge]), context: context
        ).answer
        #expect(answer == .authenticated("tim"))
        #expect(
            policy.decide(Self.exchange("CRAM-MD5", "x", initial: true), context: context).answer
                == .malformed(.initialResponse))
    }

    @Test("takes the identity of EXTERNAL from TLS")
    func external() throws {
        var policy = try Self.policy()
        #expect(
            policy.decide(Self.exchange("EXTERNAL", "", initial: true, identity: "ann")).answer
                == .authenticated("ann"))
        #expect(policy.decide(Self.exchange("EXTERNAL", "", initial: true)).answer == .reject())
    }

    @Test("lets rules and persons play a mechanism that is not built in, from the beginning")
    func unknownMechanism() throws {
        var policy = try Self.policy(#"auth X-TOKEN challenge "more" once"#, "auth X-TOKEN accept")
        #expect(
            policy.decide(Self.exchange("X-TOKEN", "a")).answer == .challenge(Array("more".utf8)))
        #expect(
            policy.decide(Self.exchange("X-TOKEN", "a", "b")).answer == .authenticated("anonymous"))
        policy.handlers = []
        #expect(policy.decide(Self.exchange("X-TOKEN", "a")).answer == .reject())
    }

    @Test(
        "leaves a broken message to the rules where the machine takes any form, as mailhog's does")
    func anyForm() throws {
        func decision(_ rules: String...) throws -> Decision {
            var exchange = AuthenticationExchange(
                mechanism: "PLAIN", responses: [[0x78]], hasInitialResponse: true)
            exchange.takesAnyForm = true
            var policy = try Self.policy()
            policy.handlers = HandlerList(try rules.map { try Handler(parsing: $0) })
            return policy.decide(.authenticate(exchange))
        }
        let malformed = Decision.Source.credentials(.malformed(.separatorMissing))
        #expect(try decision() == Decision(.reject(), by: malformed))
        #expect(try decision("auth * accept").source == .handler(1))
    }

    @Test("asks the person once the verdict is due, and accepting means the user that was named")
    func ask() throws {
        var policy = try Self.policy()
        policy.asks = HookSet(.auth)
        #expect(policy.decide(Self.exchange("LOGIN")).source == .credentials())
        let complete = Self.exchange("LOGIN", "ann", "guess")
        #expect(policy.decide(complete) == Decision(nil, by: .ask))
        #expect(
            policy.decide(complete, as: .accept()) == Decision(.authenticated("ann"), by: .operator)
        )
    }

    @Test("compares a handler's pattern with the mechanism at each step")
    func steps() throws {
        var policy = try Self.policy(
            #"auth LOGIN challenge "User Name" once"#, "auth PLAIN reject 535 once",
            "auth LOGIN ask")
        let login = policy.decide(Self.exchange("LOGIN"))
        #expect(login == Decision(.challenge(Array("User Name".utf8)), by: .handler(1)))
        #expect(policy.decide(Self.exchange("PLAIN")).source == .handler(2))
        #expect(policy.decide(Self.exchange("PLAIN")).source == .credentials())
        #expect(policy.decide(Self.exchange("LOGIN", "tim")) == Decision(nil, by: .ask))
    }

    @Test("leaves the first steps to SASL where a handler lets in, or names no mechanism")
    func verdictOnly() throws {
        var policy = try Self.policy("auth LOGIN accept", "auth reject", "auth tim reject")
        #expect(policy.decide(Self.exchange("LOGIN")).source == .credentials())
        #expect(policy.decide(Self.exchange("PLAIN")).source == .credentials())
        #expect(policy.decide(Self.exchange("LOGIN", "a", "b")).source == .handler(1))
        let plain = Self.exchange("PLAIN", "\0tim\0tanstaaf", initial: true)
        #expect(policy.decide(plain).source == .handler(2))
    }

    @Test("refuses an initial response by a handler only where there is one")
    func initialResponse() throws {
        var policy = try Self.policy("auth LOGIN malformed initial-response")
        #expect(policy.decide(Self.exchange("LOGIN")).source == .credentials())
        let early = Self.exchange("LOGIN", "tim", initial: true)
        #expect(policy.decide(early) == Decision(.malformed(.initialResponse), by: .handler(1)))
    }

    @Test("goes on with a client that was asked again for what it had said")
    func askedAgain() throws {
        var policy = try Self.policy()
        let user = Array("User Name".utf8)
        let again = Self.exchange("LOGIN", "tim", "tim", challenges: [user], initial: true)
        #expect(policy.decide(again).answer == .challenge(Array("Password:".utf8)))
        let whole = Self.exchange(
            "LOGIN", "tim", "tim", "tanstaaf", challenges: [user, [0x50]], initial: true)
        #expect(policy.decide(whole).answer == .authenticated("tim"))
        let plain = Self.exchange(
            "PLAIN", "x", "\0tim\0tanstaaf", challenges: [[]], initial: true)
        #expect(policy.decide(plain).answer == .authenticated("tim"))
    }
}
