import Testing

@testable import SMTPImport

@Suite("Commands that a source does not have")
struct GuessTests {
    private func guessed(_ replies: [String]) -> [String] {
        var conversation = RecordedConversation()
        conversation.turns = replies.map { reply in
            let lines = reply.split(separator: "|").map { Array($0.utf8) }
            return RecordedTurn(.reply(RecordedReply(lines)), line: 1)
        }
        conversation.guessCommands()
        return conversation.told.filter { !$0.hasPrefix("S: ") }
    }

    @Test("are guessed from the replies, in the order of a session")
    func session() {
        let replies = [
            "220 mx", "250-mx|250 STARTTLS", "220 Go", "250-mx|250 AUTH LOGIN", "334 VXNlcm5hbWU6",
            "334 UGFzc3dvcmQ6", "235 Ok", "250 2.1.0 Ok", "550 5.1.1 No", "250 2.1.5 Ok", "354 Go",
            "250 2.0.0 Queued", "250 2.1.0 Ok", "214 Help", "500 What", "221 Bye",
        ]
        #expect(
            guessed(replies) == [
                "C: EHLO client.invalid\\r\\n", "C: STARTTLS\\r\\n", "C: EHLO client.invalid\\r\\n",
                "C: AUTH LOGIN\\r\\n", "C= *\\r\\n (redacted)", "C= *\\r\\n (redacted)",
                "C: MAIL FROM:<sender@client.invalid>\\r\\n",
                "C: RCPT TO:<recipient@server.invalid>\\r\\n",
                "C: RCPT TO:<recipient@server.invalid>\\r\\n", "C: DATA\\r\\n", "left out text - -",
                "C: MAIL FROM:<sender@client.invalid>\\r\\n", "C: HELP\\r\\n", "C: UNKNOWN\\r\\n",
                "C: QUIT\\r\\n",
            ])
    }

    @Test("are left alone where the source has them, and where a server speaks by itself")
    func known() {
        #expect(guessed(["554 No"]) == [])
        #expect(guessed(["220 mx", "421 Closing"]) == [])
        var conversation = RecordedConversation()
        conversation.turns = [
            RecordedTurn(.sent(RecordedWrite(.line, Array("EHLO a\r\n".utf8))), line: 1),
            RecordedTurn(.reply(RecordedReply([Array("250 mx".utf8)])), line: 2),
        ]
        let before = conversation
        conversation.guessCommands()
        #expect(conversation == before)
    }
}
