import SMTPSession
import SMTPSimulator

var simulator = Simulator()
_ = try simulator.connect()
_ = try simulator.type(line: Array("EHLO client.example".utf8))
print(simulator.phaseName)  // MAIL
print(try simulator.undo())
print(simulator.phaseName)  // HELLO
