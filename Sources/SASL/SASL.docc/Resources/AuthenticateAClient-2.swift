import SASL

var credentials = Credentials()
credentials[user: "tim"] = Secret("tanstaaftanstaaf")

let exchange = Exchange()
if case .challenge(let octets) = Mechanism.login.serverStep(exchange, credentials: credentials) {
    print(String(decoding: octets, as: UTF8.self))
}
