import SMTPSession

var session = Session()
session.configuration.questions = HookSet(.recipient)

func perform(_ input: Input, on session: inout Session) throws {
    for output in try session.receive(input) {
        switch output {
        case .reply(let reply): print(reply.lines)
        case .ask(.recipient(let path)):
            let isOurs = path.domain.elementsEqual("sim.example".utf8)
            let refusal = CustomReply(550, nil, "We take mail for sim.example only")
            try perform(.answer(isOurs ? .accept() : .reject(refusal)), on: &session)
        case .ask(let question): try perform(.answer(question.hook.defaultAnswer), on: &session)
        default: break
        }
    }
}

try perform(.connected(Peer(address: "192.0.2.1")), on: &session)
for line in [
    "EHLO client.example", "MAIL FROM:<ann@client.example>", "RCPT TO:<bob@elsewhere.example>",
    "RCPT TO:<bob@sim.example>",
] {
    try perform(.bytes(Array("\(line)\r\n".utf8)), on: &session)
}
