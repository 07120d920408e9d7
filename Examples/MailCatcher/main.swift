// A mail server for tests, which catches what an application sends.
//
//     swift run MailCatcher          then    swaks --server 127.0.0.1:PORT --to bob@sim.example
//
// It listens on a free port of this machine, shows each message, and refuses every third. In an
// integration test the same calls start a server, await the message, and look at it; docs/listen.md has one.

import SMTPDriver
import SMTPListener
import SMTPPolicy
import SMTPSession

let server = try await Listener.start()
print("catching mail on 127.0.0.1:\(server.port)")

for count in 1... {
    let message = try await server.nextMessage()
    let sender = message.envelope.sender.map { "\($0)" } ?? "<>"
    let recipients = message.envelope.recipients.map { "\($0)" }.joined(separator: ", ")
    print("\(message.identifier) from \(sender) to \(recipients), \(message.octets) octets")
    print(String(decoding: message.content?.octets ?? [], as: UTF8.self))
    guard count % 2 == 0 else { continue }
    // The next message is refused, whoever sends it.
    let reply = CustomReply(451, nil, "Come back later")
    server.changePolicy { $0.next = NextAction(.message, .answer(.tempfail(reply))) }
}
