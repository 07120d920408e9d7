import OctetText
import Testing

@testable import SMTPScript

@Suite("Lines of the script language")
struct ScriptLineTests {
    @Test(
        "a mark decides what a line means",
        arguments: [
            ("", .blank),
            (" \t ", .blank),
            ("\u{0C}", .blank),
            ("# text", .comment("text")),
            ("#text", .comment("text")),
            ("#!/usr/bin/env smtpsim", .comment("!/usr/bin/env smtpsim")),
            ("###", .comment("##")),
            ("##x", .comment("#x")),
            ("## title", .title("title")),
            ("##", .title("")),
            ("#~ HELLO → MAIL", .trace("HELLO → MAIL")),
            ("#~", .trace("")),
            ("C: NOOP", .clientText("NOOP")),
            ("C:", .clientText("")),
            ("C: ", .clientText("")),
            ("C:  two blanks, kept  ", .clientText(" two blanks, kept  ")),
            ("C:\tNOOP", .clientText("NOOP")),
            ("   C: NOOP", .clientText("NOOP")),
            ("C: no \\r escapes", .clientText("no \\r escapes")),
            ("C: # no comment", .clientText("# no comment")),
            ("C: ::x", .clientText(":x")),
            ("C: :::x", .clientText("::x")),
            ("C: :undo 2", .command(ScriptCommand(text: "undo 2", isTyped: true))),
            ("C: :", .command(ScriptCommand(text: "", isTyped: true))),
            ("C+ \"a\\r\\n\"", .clientBytes(ClientBytes(bytes: [0x61, 0x0D, 0x0A]))),
            ("C+ \"a\" *3", .clientBytes(ClientBytes(bytes: [0x61], count: 3))),
            ("C+   \"a\"*3  ", .clientBytes(ClientBytes(bytes: [0x61], count: 3))),
            ("C+ \"\"", .clientBytes(ClientBytes(bytes: []))),
            ("C| .text", .messageText(".text")),
            ("C|", .messageText("")),
            ("C< a.eml", .clientFile(ClientFile(path: "a.eml", mode: .raw))),
            ("C< a.eml raw", .clientFile(ClientFile(path: "a.eml", mode: .raw))),
            ("C< d/a.eml stuff ", .clientFile(ClientFile(path: "d/a.eml", mode: .stuff))),
            ("C< \"a b\" stuff", .clientFile(ClientFile(path: "a b", mode: .stuff))),
            ("S*", .anyFurtherLines),
            ("  S* ", .anyFurtherLines),
            ("S{", .groupStart),
            ("S}", .groupEnd),
            ("S. close", .serverEvent(.close)),
            ("S. silence", .serverEvent(.silence)),
            ("S. tls ", .serverEvent(.tls)),
            ("A: reject 550", .answer("reject 550")),
            ("A:", .answer("")),
            ("[text] C: Hello", .clientText("Hello")),
            (" [auth LOGIN] C: ::state", .clientText(":state")),
            (
                "[MAIL, TLS, user tim] C: :undo",
                .command(ScriptCommand(text: "undo", isTyped: true))
            ),
            ("[text]C:", .clientText("")),
            ("[paste] C+ \"a\"", .clientBytes(ClientBytes(bytes: [0x61]))),
            ("[RCPT] A: data [accept] ", .answer("accept")),
            ("A: recipient bob@sim.example [accept]", .answer("accept")),
            ("A: recipient bob@[192.0.2.1] [accept] reject 550", .answer("reject 550")),
            ("A: message of 7 octets [accept]  discard", .answer("discard")),
            ("A: recipient \"a [b] c\"@d [accept] reject", .answer("reject")),
            ("A: recipient bob@sim.example", .answer("recipient bob@sim.example")),
            ("A: reject 550 \"no [accept]\"", .answer("reject 550 \"no [accept]\"")),
            ("A: capabilities \"DSN\"", .answer("capabilities \"DSN\"")),
            (":expect state RCPT ", .command(ScriptCommand(text: "expect state RCPT "))),
        ] as [(String, ScriptLine.Kind)])
    func meaning(line: String, expected: ScriptLine.Kind) throws {
        #expect(try scriptKind(line) == expected)
    }

    @Test("a place stands only before what a person types", arguments: ["S: 250", "C| x", "x", ""])
    func noPlace(_ rest: String) {
        #expect(throws: LineFault.self) { try scriptKind("[text] " + rest) }
    }

    @Test("a line with a place was typed as it stands after the mark")
    func typedAtAPlace() throws {
        #expect(try ScriptLine(parsing: " [text] C: ::x").typed == "::x")
        #expect(try ScriptLine(parsing: "[text] C:").typed == "")
        #expect(Script.isLikely(Array("[text] C: Hello\n".utf8)))
        #expect(!Script.isLikely(Array("[text] Hello\n".utf8)))
    }

    @Test("reply lines are patterns for the text after the mark's one blank")
    func patterns() throws {
        #expect(
            try scriptKind("S: 250 ok ")
                == .expectLine(LinePattern(parsing: cursor("S: 250 ok ", 3))))
        #expect(
            try scriptKind(" S? 250-a")
                == .optionalLine(LinePattern(parsing: cursor(" S? 250-a", 4))))
        #expect(
            try scriptKind("S! 250-a") == .mustNotOccur(LinePattern(parsing: cursor("S! 250-a", 3)))
        )
        guard case .expectLine(let pattern) = try scriptKind("\tS:  x") else {
            Issue.record("no reply line")
            return
        }
        #expect(pattern.text == " x")
        #expect(pattern.column == 5)
    }

    private func cursor(_ text: String, _ offset: Int) -> WordReader {
        var cursor = WordReader(text)
        cursor.offset = offset
        return cursor
    }

    @Test(
        "a line that is wrong says where and what was expected",
        arguments: [
            ("EHLO client.example", "1: unknown beginning of a line"),
            ("   250 OK", "4: unknown beginning of a line"),
            ("C:NOOP", "3: expected a blank after `C:`"),
            ("S=250", "3: expected a blank after `S=`"),
            ("C+", "3: expected text in double quotes after `C+`"),
            ("C+ abc", "4: expected text in double quotes after `C+`"),
            ("C+ \"abc", "8: expected the closing `\"`"),
            ("C+ \"é\\q\"", "6: expected an escape: one of \\r \\n \\t \\0 \\xHH \\u{…} \\\\ \\\""),
            ("C+ \"\\x4\"", "5: expected two hexadecimal digits after `\\x`"),
            ("C+ \"\\u{}\"", "5: expected 1 to 6 hexadecimal digits and `}` after `\\u{`"),
            ("C+ \"\\u{D800}\"", "5: expected a Unicode scalar, which this number is not"),
            ("C+ \"a\" 3", "8: expected `*` and a repeat count, or the end of the line"),
            ("C+ \"a\" *", "9: expected a repeat count after `*`"),
            ("C+ \"a\" *0", "9: expected a repeat count of at least 1"),
            ("C+ \"a\" *3 x", "11: expected the end of the line after the repeat count"),
            ("C<", "3: expected the name of a file or section after `C<`"),
            ("C< ../etc/passwd", "4: expected a path below the script's folder"),
            ("C< /etc/passwd", "4: expected a path below the script's folder"),
            ("C< a.eml cooked", "10: expected `raw`, `stuff` or the end of the line"),
            ("C< a.eml raw x", "14: expected the end of the line after `raw`"),
            ("C< \"\\xFF\"", "4: expected a name in UTF-8"),
            ("S= 25", "4: expected a reply code like `250` or `2xx`"),
            ("S= 250 |", "9: expected a reply code like `250` or `2xx`"),
            ("S= 250 OK", "8: expected an enhanced status code like `5.1.*`, `|` or the end"),
            ("S= 250 2.1.0 OK", "14: expected the end of the line after the codes"),
            ("S* x", "4: expected the end of the line after `S*`"),
            ("S{ 250", "4: expected the end of the line after `S{`"),
            ("S. closed", "4: expected `close`, `silence` or `tls` after `S.`"),
            ("S.", "3: expected `close`, `silence` or `tls` after `S.`"),
            ("S. close now", "10: expected the end of the line after `close`"),
            (":", "2: expected the name of a command after `:`"),
            ("::x", "2: expected the name of a command after `:`"),
            ("S: 250 {{x", "8: expected `}}` for this `{{`"),
            ("S: 250 {{}}", "10: expected a regular expression"),
            ("S: é {{(}}", "8: expected a `)` for this `(`"),
            ("S: [[1:x]]", "4: expected `[[name]]` or `[[name:regex]]`"),
            ("S: [[a:x]", "4: expected `[[name]]` or `[[name:regex]]`"),
            ("S: a\u{1B}[31m", "5: control character U+001B"),
            ("# \u{85}", "3: control character U+0085"),
        ])
    func faults(line: String, expected: String) {
        #expect(scriptFault(line) == expected)
    }

    @Test("what was typed is kept to the letter")
    func typed() throws {
        #expect(try ScriptLine(parsing: "  C: ::x ").typed == "::x ")
        #expect(try ScriptLine(parsing: "C:").typed == "")
        #expect(try ScriptLine(parsing: "C: :undo").typed == ":undo")
        #expect(try ScriptLine(parsing: ":undo").typed == nil)
        #expect(try ScriptLine(parsing: " \tC: x").indentation == " \t")
    }

    @Test("a command has a name and arguments")
    func command() {
        let command = ScriptCommand(text: "on  recipient * accept  ")
        #expect(command.name == "on")
        #expect(command.arguments == "recipient * accept")
        #expect(!command.isFlush)
        #expect(ScriptCommand(text: "flush ").isFlush)
        #expect(!ScriptCommand(text: "flush it").isFlush)
    }

    @Test("repeated bytes are counted before they are made")
    func expandedBytes() {
        #expect(ClientBytes(bytes: [1, 2], count: 3).expanded == [1, 2, 1, 2, 1, 2])
        #expect(ClientBytes(bytes: [1, 2], count: .max).expandedSize == nil)
    }
}
