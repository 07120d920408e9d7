import SMTPGrammar
import Testing

@Suite("Canonical mailboxes")
struct CanonicalPathTests {
    @Test(
        "are quoted only where they have to be (RFC 5321 §4.1.2)",
        arguments: [
            (#""bob"@s.example"#, "bob@s.example"), (#""b\ob"@s.example"#, "bob@s.example"),
            (#""b.o"@s.example"#, "b.o@s.example"), (#""b..o"@s.example"#, #""b..o"@s.example"#),
            (#""a\ b"@s.example"#, #""a b"@s.example"#), (#""a\"b"@x"#, #""a\"b"@x"#),
            (#""a\\b"@x"#, #""a\\b"@x"#), (#"""@x"#, #"""@x"#), (#""x@y"@z"#, #""x@y"@z"#),
            ("@r.example:bob@s.example", "bob@s.example"), ("bob@s.example", "bob@s.example"),
        ])
    func mailbox(text: String, canonical: String) throws {
        let path = try Path(parsing: text.utf8)
        #expect(String(decoding: path.canonicalMailbox, as: UTF8.self) == canonical)
    }
}
