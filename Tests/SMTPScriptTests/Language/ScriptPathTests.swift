import Testing

@testable import SMTPScript

@Suite("Files a script sends")
struct ScriptPathTests {
    @Test(
        "a path must stay below the script's folder",
        arguments: [
            ("a", true), ("a/b.eml", true), ("./a", true), ("..a/b..", true), ("a b", true),
            ("", false), ("/a", false), ("..", false), ("../a", false), ("a/../b", false),
            ("a/..", false), ("~/a", false), ("a\\..\\b", false), ("a\u{0}", false),
            ("a\n", false),
        ])
    func contained(path: String, expected: Bool) {
        #expect(ScriptPath.isContained(path) == expected)
    }

    @Test("stuffing makes message text of a file, raw leaves it")
    func modes() {
        let file = Array(".a\nb\r\n..c\n\n.".utf8)
        #expect(ClientFile.Mode.raw.bytes(sending: file) == file)
        #expect(
            ClientFile.Mode.stuff.bytes(sending: file)
                == Array("..a\r\nb\r\n...c\r\n\r\n..\r\n".utf8))
        #expect(MessageText.stuffed(line: Array(".x".utf8)) == Array("..x\r\n".utf8))
        #expect(MessageText.stuffed(line: Array("x.".utf8)) == Array("x.\r\n".utf8))
        #expect(MessageText.stuffed([]) == [])
    }
}
