import SASL

var credentials = Credentials()
credentials[user: "tim"] = Secret("tanstaaftanstaaf")
print(credentials.users, credentials[user: "tim"] ?? .masked)
