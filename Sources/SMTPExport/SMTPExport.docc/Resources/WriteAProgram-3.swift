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
for format in ExportFormat.all {
    do {
        print(format.word, try format.write(conversation).warnings)
    } catch {
        print(format.word, "cannot:", error)
    }
}
