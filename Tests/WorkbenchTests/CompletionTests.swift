import SMTPSession
import Testing

@testable import Workbench

@Suite("Completion")
struct CompletionTests {
    private func candidates(_ line: String, _ screen: Screen) -> [String] {
        let line = Array(line.utf8)
        return screen.bench.suggestions(for: line, cursor: line.count).candidates.map(\.text)
    }

    @Test(
        "verbs are those that are in order now",
        arguments: [
            ("", "MA", []), ("", "EH", ["EHLO"]), ("EHLO a.example", "ma", ["MAIL FROM:<"]),
            ("EHLO a.example", "RC", []), ("EHLO a.example", "Q", ["QUIT"]),
        ])
    func verbs(_ first: String, _ typed: String, _ expected: [String]) {
        var screen = Screen()
        screen.begin()
        if !first.isEmpty { screen.type(first) }
        #expect(candidates(typed, screen) == expected)
    }

    @Test("FROM:< and TO:< follow MAIL and RCPT, then known addresses")
    func addresses() {
        var screen = greetedScreen()
        #expect(candidates("MAIL ", screen) == ["FROM:<"])
        screen.type("MAIL FROM:<ann@client.example>")
        #expect(
            candidates("RCPT TO:<", screen) == ["ann@client.example>", "bob@sim.example>"])
        screen.type("RCPT TO:<bob@sim.example>")
        #expect(candidates("RCPT TO:<", screen) == ["bob@sim.example>", "ann@client.example>"])
        #expect(candidates("RCPT TO:<B", screen) == ["bob@sim.example>"])
        let line = Array("RCPT TO:<b".utf8)
        #expect(screen.bench.suggestions(for: line, cursor: line.count).replaceFrom == 9)
    }

    @Test("parameters are those of the extensions on offer, each once")
    func parameters() {
        var screen = greetedScreen()
        #expect(
            candidates("MAIL FROM:<a@b> ", screen)
                == ["SIZE=", "BODY=7BIT", "BODY=8BITMIME", "AUTH=<>"])
        #expect(candidates("MAIL FROM:<a@b> BODY=7BIT ", screen) == ["SIZE=", "AUTH=<>"])
        #expect(candidates("MAIL FROM:<a@b> bo", screen) == ["BODY=7BIT", "BODY=8BITMIME"])
        screen.type(":set size off")
        #expect(candidates("MAIL FROM:<a@b> S", screen).isEmpty)
        var plain = Screen()
        plain.begin()
        plain.type("HELO a.example")
        #expect(candidates("MAIL FROM:<a@b> ", plain).isEmpty)
    }

    @Test(
        "commands and their arguments",
        arguments: [
            (":und", [":undo"]), (":on rec", ["recipient"]), (":on recipient rej", ["reject"]),
            (":on recipient *@x rej", ["reject"]), (":on recipient x reject on", ["once"]),
            (":on tls dis", ["disconnect"]), (":set maximum-err", ["maximum-errors"]),
            (":set require-tls o", ["on", "off"]), (":profile le", ["lenient"]),
            (":comp", [":compare"]), (":compare mail", ["mailhog"]), (":restore g", ["greeted"]),
            (":explain 8BIT", ["8BITMIME"]), (":explain order.mail", ["order.mail-first"]),
            (":auth PL", []), (":auth CR", ["CRAM-MD5"]), (":auth PLAIN t", ["tim"]),
            (":save le", ["letter.smtp"]),
            (":o recipient rej", []), (":connect i", ["ip="]), (":off ", ["1", "all"]),
            (":message m", ["m1"]), (":help key", ["keys"]), (":ask recipient of", ["off"]),
        ])
    func commands(_ typed: String, _ expected: [String]) {
        var screen = greetedScreen(files: MemoryFiles(["letter.smtp": ""]))
        screen.type(
            ":checkpoint greeted", ":user tim secret", ":on sender accept", "MAIL FROM:<a@b>",
            "RCPT TO:<c@d>", "DATA", ".")
        #expect(candidates(typed, screen) == expected)
    }

    @Test("at an open question the answers that suit it, and commands")
    func answers() {
        var screen = greetedScreen()
        screen.type(":ask tls", "STARTTLS")
        #expect(candidates("re", screen) == ["reject", "reply"])
        #expect(!candidates("", screen).contains("rewrite"))
        #expect(candidates(":und", screen) == [":undo"])
    }

    @Test("in message text only a double colon completes")
    func content() {
        var screen = greetedScreen()
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA")
        #expect(candidates("MA", screen).isEmpty)
        #expect(candidates(":und", screen).isEmpty)
        #expect(candidates("::und", screen) == ["::undo"])
    }

    @Test("a SASL exchange can be cancelled, and TLS awaits :tls")
    func exchanges() {
        var screen = greetedScreen()
        screen.type("AUTH CRAM-MD5")
        #expect(candidates("", screen) == ["*"])
        var other = greetedScreen()
        other.type("STARTTLS")
        #expect(candidates("", other) == [":tls"])
    }

    @Test("mechanisms are those that EHLO offers, and so is what a list shows of AUTH")
    func offeredMechanisms() {
        var screen = greetedScreen()
        #expect(candidates("AUTH ", screen) == ["CRAM-MD5"])
        let line = Array("AU".utf8)
        let verbs = screen.bench.suggestions(for: line, cursor: 2).candidates
        #expect(verbs.map(\.meaning) == ["AUTH CRAM-MD5"])
        screen.type(":set authentication-mechanisms PLAIN")
        #expect(candidates("AUTH ", screen).isEmpty)
        #expect(candidates("AU", screen).isEmpty)
        #expect(!candidates("MAIL FROM:<a@b> ", screen).contains("AUTH=<>"))
        #expect(!screen.answer(to: ":can").contains("AUTH=<>"))
        screen.type(":set plaintext-authentication on")
        #expect(candidates("AUTH ", screen) == ["PLAIN"])
    }

    @Test(
        "names with blanks are put in quotation marks, and completed within them",
        arguments: [
            (":open my", [#""my letter.eml""#, #""my list.eml""#]),
            (#":open "my le"#, [#""my letter.eml""#]), (#":file "my letter.eml" ra"#, ["raw"]),
            (#":open "plain"#, [#""plain.eml""#]), (":open pl", ["plain.eml"]),
            (":open a", [#""a b/"#]), (#":open "a b/"#, [#""a b/c.smtp""#]),
            (#":open "a b/c.smtp" "#, []), (":restore be", [#""before mail""#]),
        ])
    func blanks(_ typed: String, _ expected: [String]) {
        let files = ["my letter.eml", "my list.eml", "plain.eml", "a b/c.smtp"]
        var screen = greetedScreen(
            files: MemoryFiles(Dictionary(uniqueKeysWithValues: files.map { ($0, "") })))
        screen.type(#":checkpoint "before mail""#)
        #expect(candidates(typed, screen) == expected)
    }

    @Test("commands that work only in scripts are not offered")
    func scriptCommands() {
        let screen = greetedScreen()
        #expect(candidates(":exp", screen) == [":explain", ":export", ":expect"])
        #expect(candidates(":req", screen).isEmpty)
        #expect(candidates(":inc", screen).isEmpty)
    }

    @Test("in the mailhog profile the settings that do nothing are not offered")
    func mailHogSettings() {
        var screen = greetedScreen()
        screen.type(":profile mailhog")
        #expect(
            candidates(":set maximum-", screen) == ["maximum-line-length", "maximum-recipients"])
    }
}
