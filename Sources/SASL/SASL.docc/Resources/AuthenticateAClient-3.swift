import SASL
import SMTPSession

var server = ServerContext()
server.credentials[user: "tim"] = Secret("tanstaaftanstaaf")
let client = Credential(user: "tim", secret: Secret("tanstaaftanstaaf"))

var exchange = AuthenticationExchange(mechanism: "LOGIN")
var step = Mechanism.login.serverStep(exchange, server)
while case .challenge(let challenge) = step {
    exchange.challenges.append(challenge)
    guard case .respond(let response) = Mechanism.login.clientStep(client, exchange: exchange)
    else { break }
    exchange.responses.append(response)
    step = Mechanism.login.serverStep(exchange, server)
}
print(step)
