import Testing

@testable import SMTPScript

@Suite("Lines that begin like no script line")
struct UnknownBeginningTests {
    @Test(
        "the hint says what was probably meant",
        arguments: [
            ("EHLO client.example", "did you mean `C: EHLO client.example`?"),
            ("mail from:<a@b>", "did you mean `C: mail from:<a@b>`?"),
            ("  250-mx", "did you mean `S: 250-mx`?"),
            ("250", "did you mean `S: 250`?"),
            ("c: NOOP", "did you mean `C: NOOP`?"),
            ("s:250 OK", "did you mean `S: 250 OK`?"),
            ("C : NOOP", "did you mean `C: NOOP`?"),
            (">>> NOOP", "did you mean `C: NOOP`?"),
            ("<<< 250 OK", "did you mean `S: 250 OK`?"),
            ("// text", "did you mean `# text`?"),
            ("s{", "did you mean `S{`?"),
            (" -- a --", "a section header begins in the first column"),
            (
                "R: 250 OK",
                "write `S:` for the server, which RFC 821 calls the receiver, and `C:` for the client"
            ),
            ("EHLOX", "a line begins with `C:`, `S:`, `A:`, `:command` or `#`"),
            ("2500 x", "a line begins with `C:`, `S:`, `A:`, `:command` or `#`"),
        ])
    func hints(line: String, hint: String) {
        #expect(throws: LineFault.self) { try ScriptLine(parsing: line) }
        do {
            _ = try ScriptLine(parsing: line)
        } catch {
            #expect(error.hint == hint)
        }
    }

    @Test(
        "a script is told from plain SMTP by its first line",
        arguments: [
            ("# a comment", true), ("#", true), ("C: EHLO a", true), ("\n\n  S: 220 x\n", true),
            ("C:\r\n", true), (":profile strict", true), ("S*", true), ("-- a --\n", true),
            ("\u{FEFF}C: NOOP", true), ("S= 250", true), ("C: NOOP\nwhatever", true),
            ("EHLO a", false), ("HELO a\nC: x", false), ("", false), ("\n \n", false),
            ("MAIL FROM:<a@b>", false), ("C:NOOP", false), ("SEND FROM:<a@b>", false),
            ("S", false), (":", false), (": x", false), ("A", false), ("c: NOOP", false),
            ("STARTTLS", false), ("250 x", false), (".", false), ("-- a", false),
        ])
    func likely(text: String, expected: Bool) {
        #expect(Script.isLikely(text.utf8) == expected)
    }
}
