import SASL
import SMTPSession
import Testing

@Suite("OAUTHBEARER and XOAUTH2")
struct BearerTokenTests {
    static let token = "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="
    static let user = Identity(authenticationIdentity: "user@example.com")
    static let refused = #"{"status":"invalid_token","scope":"smtp"}"#
    static let invalid = #"{"status":"invalid_request","scope":"smtp"}"#

    var server: ServerContext {
        var credentials = Credentials()
        credentials[user: "user@example.com"] = Secret(Self.token)
        return ServerContext(credentials: credentials, hostname: "server.example.com")
    }

    func step(_ message: String, _ mechanism: Mechanism = .oauthBearer) -> ServerStep {
        mechanism.serverStep(Exchange(responses: [message], hasInitialResponse: true), server)
    }

    @Test(
        "The example of RFC 7628 §4.1, the scheme in any case, unknown keys, and no name",
        arguments: [
            "n,a=user@example.com,\u{1}host=server.example.com\u{1}port=587\u{1}auth=Bearer \(token)\u{1}\u{1}",
            "n,a=user@example.com,\u{1}auth=BeArEr \(token)\u{1}\u{1}",
            "n,,\u{1}auth=Bearer \(token)\u{1}\u{1}",
            "n,,\u{1}x=y\u{1}auth=Bearer \(token)\u{1}qs=a=b\u{1}\u{1}",
        ])
    func right(message: String) {
        #expect(step(message) == .success(Self.user))
    }

    @Test(
        "What is wrong is told the operator, and in JSON the client",
        arguments: [
            ("\u{1}", .form), ("", .form), ("n,,\u{1}\u{1}", .form),
            ("n,,\u{1}auth=Bearer x\u{1}", .form), ("auth=Bearer x\u{1}\u{1}", .form),
            ("n,,\u{1}auth=Basic x\u{1}\u{1}", .form), ("n,,\u{1}auth=Bearer \u{1}\u{1}", .form),
            ("n,,\u{1}auth\u{1}\u{1}", .form),
            ("n,a==,\u{1}auth=Bearer x\u{1}\u{1}", .nameEncoding),
            ("n,,\u{1}auth=Bearer x\u{1}\u{1}", .tokenDiffers),
            ("n,a=nobody,\u{1}auth=Bearer x\u{1}\u{1}", .userUnknown),
            ("n,a=user@example.com,\u{1}auth=Bearer x\u{1}\u{1}", .tokenDiffers),
            ("n,,\u{1}host=other\u{1}auth=Bearer \(token)\u{1}\u{1}", .hostDiffers),
            ("p=tls-unique,,\u{1}auth=Bearer x\u{1}\u{1}", .channelBindingMisplaced),
        ] as [(String, Discrepancy)])
    func wrong(message: String, discrepancy: Discrepancy) {
        let isForm = [.form, .nameEncoding].contains(discrepancy)
        #expect(
            step(message)
                == .failure(
                    .invalidCredentials(discrepancy),
                    data: octets(isForm ? Self.invalid : Self.refused)))
    }

    @Test("XOAUTH2 has other words for the same")
    func xoauth2() {
        let right = "user=user@example.com\u{1}auth=Bearer \(Self.token)\u{1}\u{1}"
        #expect(step(right, .xoauth2) == .success(Self.user))
        let error = octets(#"{"status":"401","schemes":"bearer","scope":"smtp"}"#)
        #expect(
            step("user=user@example.com\u{1}auth=Bearer x\u{1}\u{1}", .xoauth2)
                == .failure(.invalidCredentials(.tokenDiffers), data: error))
        for message in ["", "\u{1}", "auth=Bearer x\u{1}\u{1}", "user=u\u{1}auth=x\u{1}\u{1}"] {
            #expect(
                step(message, .xoauth2)
                    == .failure(.invalidCredentials(.form), data: error))
        }
    }

    @Test("The client answers the error, with ^A or an empty line")
    func dummy() {
        let credential = Credential(user: "tim", secret: Secret("token"))
        for (mechanism, dummy) in [(Mechanism.oauthBearer, [1]), (.xoauth2, [] as [UInt8])] {
            let exchange = Exchange(
                challenges: ["{}"], responses: ["…"], hasInitialResponse: true)
            #expect(
                mechanism.clientStep(credential, exchange: exchange) == .respond(dummy))
        }
    }
}

@Suite("ANONYMOUS")
struct AnonymousTests {
    @Test("An address, a word, or nothing", arguments: ["sirhc", "chris@example.com", "", "ü b"])
    func right(trace: String) throws {
        let exchange = Exchange(responses: [trace], hasInitialResponse: true)
        #expect(
            Mechanism.anonymous.serverStep(exchange, credentials: Credentials())
                == .success(Identity(authenticationIdentity: "anonymous")))
        #expect(try Mechanism.anonymous.claim(in: exchange)?.proof == .trace(trace))
    }

    @Test(
        "Other forms are refused",
        arguments: [
            ("a@", .traceForm), ("@", .traceForm), ("a b@c", .traceForm), ("a\0", .unexpectedNul),
            (String(repeating: "ü", count: 256), .traceTooLong),
        ] as [(String, Malformation)])
    func wrong(trace: String, malformation: Malformation) {
        let exchange = Exchange(responses: [trace], hasInitialResponse: true)
        #expect(
            Mechanism.anonymous.serverStep(exchange, credentials: Credentials())
                == .failure(.malformed(malformation)))
    }

    @Test("255 characters are not too many, however many octets they take")
    func longest() {
        let trace = String(repeating: "ü", count: 255)
        let exchange = Exchange(responses: [trace], hasInitialResponse: true)
        #expect(
            Mechanism.anonymous.serverStep(exchange, credentials: Credentials()).identity != nil)
    }
}
