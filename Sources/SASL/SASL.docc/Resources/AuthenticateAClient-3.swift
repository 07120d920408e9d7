import SASL

var credentials = Credentials()
credentials[user: "tim"] = Secret("tanstaaftanstaaf")
let client = Credential(user: "tim", secret: Secret("tanstaaftanstaaf"))

var exchange = Exchange()
var step = Mechanism.login.serverStep(exchange, credentials: credentials)
while case .challenge(let challenge) = step {
    exchange.challenges.append(challenge)
    guard case .respond(let response) = Mechanism.login.clientStep(client, exchange: exchange)
    else { break }
    exchange.responses.append(response)
    step = Mechanism.login.serverStep(exchange, credentials: credentials)
}
print(step)
