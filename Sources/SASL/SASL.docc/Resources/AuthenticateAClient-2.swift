import SASL
import SMTPSession

var server = ServerContext()
server.credentials[user: "tim"] = Secret("tanstaaftanstaaf")

let exchange = AuthenticationExchange(mechanism: "LOGIN")
if case .challenge(let octets) = Mechanism.login.serverStep(exchange, server) {
    print(String(decoding: octets, as: UTF8.self))
}
