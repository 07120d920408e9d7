import SMTPDriver

var server = SMTPServer()
server.messageReceived = { message in
    print(message.octets, "octets from", message.origin.clientName ?? "nobody")
    return message.identifier
}

_ = server.start()
for line in [
    "EHLO client.example", "MAIL FROM:<ann@client.example>", "RCPT TO:<bob@sim.example>", "DATA",
    "Subject: Hello", "", "Hello", ".", "QUIT",
] {
    let reply = server.receive(Array("\(line)\r\n".utf8))
    print(String(decoding: reply, as: UTF8.self), terminator: "")
}
