import SMTPExport

let hello = PlayedWrite([.init(.command, Array("EHLO client.example\r\n".utf8))])
let conversation = PlayedConversation(
    source: "hello.smtp",
    turns: [
        .connected,
        .reply(PlayedReply(code: 220, lines: ["220 mx.sim.example ESMTP"])),
        .sent(hello),
        .reply(PlayedReply(code: 250, lines: ["250 mx.sim.example"])),
        .closed(byClient: true),
    ])
if let format = ExportFormat.named("python") {
    print(try format.write(conversation).text)
}
