import SMTPSession
import SMTPSimulator

var simulator = Simulator()
_ = try simulator.connect()
let step = try simulator.type(line: Array("EHLO client.example".utf8))
for reply in step.replies { print(reply.lines) }
