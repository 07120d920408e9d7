import SMTPSession
import Testing

@testable import Workbench

@Suite("Completion at every place of a command")
struct CompletionPlacesTests {
    private func candidates(_ line: String, _ screen: Screen) -> [String] {
        let line = Array(line.utf8)
        return screen.bench.suggestions(for: line, cursor: line.count).candidates.map(\.text)
    }

    @Test("a handler is offered part by part, and never a part that cannot come")
    func handler() {
        let screen = greetedScreen()
        func offers(_ line: String) -> [String] { candidates(":on " + line, screen) }
        #expect(offers("rec") == ["recipient"])
        #expect(offers("rcpt ").isEmpty)
        #expect(offers("recipient ").contains("reject"))
        #expect(offers("recipient ").contains("*@sim.example"))
        #expect(offers("recipient *@sim.example ").contains("reject"))
        #expect(!offers("recipient *@sim.example ").contains("*@sim.example"))
        #expect(offers("recipient reject ").prefix(2) == ["550", "500"])
        #expect(offers("recipient reject ").contains("once"))
        #expect(offers("recipient reject 550 ").prefix(2) == ["5.1.1", "5.1.2"])
        #expect(!offers("recipient reject 550 ").contains("550"))
        #expect(offers("recipient reject 550 5.1.1 ").first == "\"")
        #expect(offers(#"recipient reject 550 5.1.1 "No" "#).first == "once")
        #expect(offers(#"recipient reject 550 5.1.1 "No" "#).last == "link")
        #expect(offers("data accept link ").first == "usual")
        #expect(offers("data accept link cut ") == ["100", "1000", "0"])
        #expect(offers("data accept link cut 5 ").contains("pieces"))
        #expect(offers("data accept link cut 5 ").contains("once"))
        #expect(!offers("data accept link cut 5 ").contains("usual"))
        #expect(!offers("data accept link cut 5 once ").contains("pieces"))
        #expect(offers("tls accept link handshake ") == ["fails", "stalls"])
        #expect(offers("data accept ").contains("354"))
        #expect(!offers("verb accept ").contains("250"))
        #expect(offers("auth ").contains("CRAM-MD5"))
        #expect(offers("recipient delay ") == ["5s", "30s", "5m", "1h"])
        #expect(offers("auth authenticated ").isEmpty)
        #expect(offers("capabilities capabilities ").contains("\"SIZE\""))
        #expect(!offers(#"capabilities capabilities "SIZE" "#).contains("\"SIZE\""))
    }

    @Test(
        "no second qualifier of a kind is offered",
        arguments: [
            ("once ", ["per", "for"]), ("25% ", ["per", "for"]),
            ("once per ", ["client", "sender", "recipient"]),
            ("once per recipient ", ["client", "sender", "for"]),
            ("for ", ["5s", "30s", "5m", "1h"]),
            ("once per recipient for 5m ", []), ("times ", ["2", "3", "5", "10"]),
            ("times 2 ", ["per", "for"]),
        ])
    func qualifiers(_ typed: String, _ expected: [String]) {
        let offered = candidates(":on recipient discard " + typed, greetedScreen())
        #expect(offered == expected)
    }

    @Test("numbers of steps and replies come with what they were")
    func numbers() {
        var screen = greetedScreen()
        screen.type("MAIL FROM:<a@b>", "FOO")
        func meanings(_ line: String) -> [String] {
            screen.bench.suggestions(for: Array(line.utf8), cursor: line.utf8.count)
                .candidates.map { "\($0.text) \($0.meaning)" }
        }
        #expect(
            meanings(":why ").prefix(2) == [
                "1 500 5.5.1 Command not recognized", "2 250 2.1.0 Sender OK",
            ])
        #expect(
            meanings(":goto ") == [
                "3 FOO", "2 MAIL FROM:<a@b>", "1 EHLO client.example", "0 the beginning",
            ])
        #expect(meanings(":undo ").first == "1 takes back step 3: FOO")
        #expect(meanings(":redo ").isEmpty)
        screen.type(":undo")
        #expect(meanings(":redo ") == ["1 repeats step 3: FOO"])
        #expect(meanings(":goto ").contains("3 FOO (undone)"))
    }

    @Test("what :expect finds now is offered word by word")
    func expectations() {
        var screen = greetedScreen()
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>")
        #expect(candidates(":expect ", screen).prefix(3) == ["state", "sender", "recipients"])
        #expect(candidates(":expect state ", screen).first == "RCPT")
        #expect(candidates(":expect state ", screen).contains("CLOSED"))
        #expect(candidates(":expect sender ", screen) == ["<a@b>", "none"])
        #expect(candidates(":expect recipients ", screen).first == "<c@d>")
        #expect(candidates(":expect hook recipient ", screen) == ["count"])
        #expect(candidates(":expect hook recipient count ", screen) == ["1", "0"])
        #expect(candidates(":expect rule ", screen).first == "recipient.accepted")
        screen.type("DATA", ".")
        #expect(candidates(":expect message 1 ", screen) == ["size", "sender", "recipients"])
    }

    @Test("names of clients and addresses that work are there from the beginning")
    func names() {
        var screen = Screen()
        screen.begin()
        #expect(candidates("EHLO ", screen) == ["client.example"])
        screen.type("EHLO a.example")
        #expect(candidates("EHLO ", screen) == ["a.example"])
        #expect(candidates("MAIL FROM:<", screen) == ["ann@client.example>"])
        #expect(candidates(":mail ", screen) == ["bob@sim.example"])
        #expect(candidates(":mail bob@sim.example f", screen) == ["from", "file"])
        #expect(candidates(":mail bob@sim.example from ann@x ", screen) == ["file", "body"])
    }

    @Test("files that :save would overwrite are not offered first, and names are fresh ones")
    func save() {
        var screen = greetedScreen(files: MemoryFiles(["session.smtp": "", "old.smtp": ""]))
        #expect(candidates(":save ", screen) == ["session-2.smtp"])
        #expect(candidates(":save ol", screen) == ["old.smtp"])
        #expect(candidates(":checkpoint ", screen) == ["mail"])
        screen.type(":checkpoint mail")
        #expect(candidates(":checkpoint ", screen) == ["mail-2"])
    }

    @Test("settings, handshake and hooks offer what is left")
    func settings() {
        let screen = greetedScreen()
        #expect(candidates(":set require-tls=", screen) == ["require-tls=on", "require-tls=off"])
        #expect(candidates(":set maximum-recipients ", screen) == ["1000", "off"])
        #expect(candidates(":tls ", screen).count == 5)
        #expect(
            candidates(":tls version=TLSv1.2 ", screen) == [
                "cipher=TLS_AES_128_GCM_SHA256", "name=", "identity=",
            ])
        #expect(!candidates(":ask recipient ", screen).contains("recipient"))
        #expect(candidates(":ask recipient off ", screen).isEmpty)
    }

    @Test("at an open question an answer is offered part by part")
    func answer() {
        var screen = greetedScreen()
        screen.type(":ask sender", "MAIL FROM:<a@b>")
        #expect(candidates("reject ", screen).first == "550")
        #expect(candidates("reject 550 ", screen).first == "5.1.7")
        #expect(!candidates("reject 550 ", screen).contains("once"))
        #expect(candidates("discard ", screen) == ["link"])
    }
}
