import Foundation
import Testing

@Suite("Example programs")
struct ExampleTests {
    @Test("The server of closures takes a message and refuses a recipient")
    func closureServer() throws {
        let lines = [
            "EHLO client.example", "MAIL FROM:<ann@client.example>", "RCPT TO:<bob@other.example>",
            "RCPT TO:<bob@sim.example>", "DATA", "Subject: Hello", "", "Bob", ".", "QUIT",
        ]
        let input = lines.joined(separator: "\\r\\n")
        let (output, status) = try Workspace().run("printf '\(input)\\r\\n' | ClosureServer")
        #expect(status == 0)
        let replies = ExpectedText.lines(output)
        #expect(replies.first == "220 mx.sim.example ESMTP smtpsim")
        #expect(replies.contains("550 5.7.1 We take mail for sim.example only"))
        #expect(replies.contains("250 2.6.0 Message accepted as m1"))
        #expect(
            replies.suffix(2) == [
                "221 2.0.0 mx.sim.example Closing connection", "stored 23 octets",
            ])
    }

    @Test("The server of closures loses what was not finished")
    func closureServerWithoutQuit() throws {
        let input =
            "EHLO a\\r\\nMAIL FROM:<a@b>\\r\\nRCPT TO:<c@sim.example>\\r\\nDATA\\r\\nHalf a mess"
        let (output, status) = try Workspace().run("printf '\(input)' | ClosureServer")
        #expect(status == 0)
        #expect(ExpectedText.lines(output).last == "stored 0 octets")
    }

    @Test("The server of questions greylists")
    func questionServer() throws {
        let (output, status) = try Workspace().run("QuestionServer")
        #expect(status == 0)
        let lines = ExpectedText.lines(output)
        let recipient = "C: RCPT TO:<bob@sim.example>"
        let first = try #require(lines.firstIndex(of: recipient))
        #expect(lines[first + 1] == "#  asked: recipient")
        #expect(lines.contains("S: 451 4.7.1 Come back later"))
        #expect(lines.filter { $0 == recipient }.count == 2)
        #expect(lines.contains("#  message accepted"))
        #expect(lines.last == "#  connection closed")
    }
}
