import SMTPDriver
import SMTPListener
import SMTPPolicy
import SMTPSession

let server = try await Listener.start()
print("send mail to 127.0.0.1, port \(server.port)")

let message = try await server.nextMessage()
let sender = message.envelope.sender.map { "\($0)" } ?? "<>"
print("from \(sender), \(message.octets) octets")

let reply = CustomReply(451, nil, "Come back later")
server.changePolicy { $0.next = NextAction(.message, .answer(.tempfail(reply))) }
let second = try await server.nextMessage()
print("after it came back: \(second.octets) octets")
await server.end()
