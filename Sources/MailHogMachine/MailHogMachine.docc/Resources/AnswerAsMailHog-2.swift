import MailHogMachine

let server = MailHogServer()
server.validateRecipient = { $0.suffix(12).elementsEqual("@sim.example".utf8) }
server.messageReceived = { message in
    print(message.recipients.count, "recipients,", message.data.count, "octets")
    return "1"
}

_ = server.start()
for line in [
    "EHLO client.example", "MAIL FROM:<ann@client.example>", "RCPT TO:<bob@sim.example>", "DATA",
] {
    print(line, server.processCommand(Array(line.utf8))?.status ?? 0)
}
for line in ["Subject: Hello", "", "Hello", "."] {
    if let reply = server.processData(Array(line.utf8)) { print(reply.status) }
}
