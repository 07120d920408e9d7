import SMTPSession

var session = Session()
_ = try session.receive(.connected(Peer(address: "192.0.2.1")))
let commands = "EHLO client.example\r\nMAIL FROM:<ann@client.example>\r\n"
for output in try session.receive(.bytes(Array(commands.utf8))) {
    if case .reply(let reply) = output { print(reply.lines) }
}
print(session.phase, session.envelope)
