import SMTPDriver
import SMTPListener
import SMTPSession

let server = try await Listener.start()
print("send mail to 127.0.0.1, port \(server.port)")

let message = try await server.nextMessage()
let sender = message.envelope.sender.map { "\($0)" } ?? "<>"
print("from \(sender), \(message.octets) octets")
await server.end()
