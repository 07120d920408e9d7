import SMTPDriver
import SMTPListener
import SMTPSession

let server = try await Listener.start()
print("send mail to 127.0.0.1, port \(server.port)")

let message = try await server.nextMessage()
print("from \(message.envelope.sender?.description ?? "<>"), \(message.octets) octets")
await server.end()
