import SASL
import SASLCryptography
import SMTPGrammar
import SMTPSession
import Testing

@Suite("DIGEST-MD5")
struct DigestMD5Tests {
    static let challenge =
        #"realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",qop="auth",algorithm=md5-sess,"#
        + "charset=utf-8"
    static let response =
        #"charset=utf-8,username="chris",realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh","#
        + #"nc=00000001,cnonce="OA6MHXh6VqTrRk",digest-uri="imap/elwood.innosoft.com","#
        + "response=d388dad90d4bbd760a152321f2143af7,qop=auth"

    static let acapResponse =
        #"charset=utf-8,username="chris",realm="elwood.innosoft.com",nonce="OA9BSXrbuRhWay","#
        + #"nc=00000001,cnonce="OA9BSuZWMSpW8m",digest-uri="acap/elwood.innosoft.com","#
        + "response=6084c6db3fede7352c551284490fd0fc,qop=auth"

    var server: ServerContext {
        var credentials = Credentials()
        credentials[user: "chris"] = Secret("secret")
        var server = ServerContext(
            credentials: credentials, hostname: "elwood.innosoft.com", nonce: [1, 2, 3])
        // The examples of the RFC are those of IMAP and ACAP.
        server.manners.checksHost = false
        return server
    }

    func step(_ response: String, challenge: String = challenge) -> ServerStep {
        let exchange = Exchange(challenges: [challenge], responses: [response])
        return Mechanism.digestMD5.serverStep(exchange, server)
    }

    static let chris = Identity(authenticationIdentity: "chris")

    @Test("The examples of RFC 2831 §4, from the server's side")
    func serverSide() {
        #expect(
            step(Self.response)
                == .success(
                    Self.chris, data: octets("rspauth=ea40f60335c427b5527b84dbabcdfffd")))
        #expect(
            step(
                Self.acapResponse,
                challenge: Self.challenge.replacing("OA6MG9tEQGm2hh", with: "OA9BSXrbuRhWay"))
                == .success(
                    Self.chris, data: octets("rspauth=2f0b3d7c3c2e486600ef710726aa2eae")))
    }

    @Test("The client believes the server's proof, and no other")
    func clientSide() {
        let credential = Credential(user: "chris", secret: Secret("secret"))
        func step(_ proof: String) -> ClientStep {
            let exchange = Exchange(
                challenges: [Self.challenge, proof], responses: [Self.response])
            return Mechanism.digestMD5.clientStep(credential, exchange: exchange)
        }
        #expect(step("rspauth=ea40f60335c427b5527b84dbabcdfffd") == .respond([]))
        #expect(step("rspauth=ea40f60335c427b5527b84dbabcdfffe") == .cancel)
        #expect(step(Self.challenge) == .cancel)
    }

    @Test("The client's response names the service and the host")
    func clientResponse() {
        let credential = Credential(user: #"ch"ris"#, secret: Secret("secret"))
        let step = Mechanism.digestMD5.clientStep(
            credential, exchange: Exchange(challenges: [octets(Self.challenge)]),
            ClientContext(nonce: [1, 2, 3], hostname: "elwood.innosoft.com"))
        guard case .respond(let response) = step else {
            Issue.record("\(step)")
            return
        }
        let text = String(decoding: response, as: UTF8.self)
        #expect(text.contains(#"username="ch\"ris""#))
        #expect(text.contains(#"digest-uri="smtp/elwood.innosoft.com",qop=auth,response="#))
    }

    @Test("The challenge has a realm, a fresh nonce, and one quality of protection")
    func challenge() {
        let challenge = octets(
            #"realm="elwood.innosoft.com",nonce="AQID",qop="auth",charset=utf-8,algorithm=md5-sess"#
        )
        #expect(Mechanism.digestMD5.serverStep(Exchange(), server) == .challenge(challenge))
        // An initial response tries to use an earlier nonce; the answer is a challenge all the same.
        let again = Exchange(responses: [Self.response], hasInitialResponse: true)
        #expect(Mechanism.digestMD5.serverStep(again, server) == .challenge(challenge))
    }

    @Test(
        "What is missing, repeated or wrong",
        arguments: [
            (#"username="chris","#, "", .form),
            ("nc=00000001,", "nc=00000002,", .nonceCountDiffers),
            ("nc=00000001,", "", .nonceCountDiffers),
            ("nc=00000001,", "nc=00000001,nc=00000001,", .form),
            (#"cnonce="OA6MHXh6VqTrRk","#, "", .form),
            (#"nonce="OA6MG9tEQGm2hh","#, #"nonce="OA6MG9tEQGm2hi","#, .nonceDiffers),
            (#"realm="elwood.innosoft.com","#, "", .realmDiffers),
            (#"realm="elwood.innosoft.com","#, #"realm="other","#, .realmDiffers),
            ("qop=auth", "qop=auth-conf", .qualityDiffers),
            ("response=d388", "response=d389", .digestDiffers),
            ("response=d388", "response=D388", .form), ("response=d388", "response=d38", .form),
            (#"username="chris""#, #"username="chris",username="chris""#, .form),
            (#"username="chris""#, #"username="""#, .emptyUser),
            (#"username="chris""#, #"username="nobody""#, .userUnknown),
            ("charset=utf-8", "charset=utf-16", .form),
            (#"username="chris","#, #"username="chris,"#, .form),
            ("qop=auth", #"qop=auth,authzid="other""#, .digestDiffers),
        ] as [(String, String, Discrepancy)])
    func wrong(part: String, other: String, discrepancy: Discrepancy) {
        #expect(Self.response.contains(part))
        #expect(
            step(Self.response.replacing(part, with: other))
                == .failure(.invalidCredentials(discrepancy)))
    }

    @Test("A digest-uri of another service or host is refused, unless that is not checked")
    func host() {
        var server = server
        server.manners.checksHost = true
        let exchange = Exchange(challenges: [Self.challenge], responses: [Self.response])
        #expect(
            Mechanism.digestMD5.serverStep(exchange, server)
                == .failure(.invalidCredentials(.digestURIDiffers)))
    }

    @Test("Blanks and unknown directives are passed over")
    func blanks() {
        let spaced = Self.response.replacing(",", with: " , ") + ", x-unknown=1"
        #expect(step(spaced).identity == Self.chris)
    }

    @Test("What ISO 8859-1 can write is hashed so, what it cannot in UTF-8", arguments: ["ü", "ł"])
    func charset(name: String) {
        var server = server
        server.credentials[user: name] = Secret(name)
        var exchange = Exchange()
        let credential = Credential(user: name, secret: Secret(name))
        if case .challenge(let octets) = Mechanism.digestMD5.serverStep(exchange, server) {
            exchange.challenges.append(octets)
        }
        if case .respond(let octets) = Mechanism.digestMD5.clientStep(
            credential, exchange: exchange)
        {
            exchange.responses.append(octets)
        }
        #expect(
            Mechanism.digestMD5.serverStep(exchange, server).identity
                == Identity(authenticationIdentity: name))
    }
}
