import SMTPDriver

var server = SMTPServer()
server.hostname = "mx.sim.example"
print(server.start().lines)
let reply = server.receive(Array("EHLO client.example\r\n".utf8))
print(String(decoding: reply, as: UTF8.self))
