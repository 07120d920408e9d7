import SMTPSession

var session = Session()
for output in try session.receive(.connected(Peer(address: "192.0.2.1"))) {
    if case .reply(let reply) = output { print(reply.lines) }
}
