import SASL
import SASLCryptography

let mechanisms = [Mechanism].standard + .cryptographic
print(mechanisms.map(\.name))
