import SASL
import SASLCryptography
import SMTPSession

let mechanisms = [Mechanism].standard + .cryptographic
print(mechanisms.map(\.name))

let server = ServerContext(hostname: "mx.sim.example", nonce: [1, 2, 3])
var exchange = AuthenticationExchange(mechanism: "CRAM-MD5")
if case .challenge(let challenge) = Mechanism.cramMD5.serverStep(exchange, server) {
    exchange.challenges.append(challenge)
    let client = Credential(user: "tim", secret: Secret("tanstaaftanstaaf"))
    print(Mechanism.cramMD5.clientStep(client, exchange: exchange))
}
