import Testing

@Suite("Characters on a terminal")
struct EncodingTests {
    @Test("UTF-8 comes through and takes its columns", arguments: ["C.UTF-8", "C", ""])
    func utf8(language: String) throws {
        let probe = try Probe.ready(environment: ["LANG": language])
        try probe.terminal.type("é漢😀\u{1B}[D\u{1B}[D_")
        try probe.terminal.expectScreen(["C: é_漢😀"])
        #expect(probe.terminal.screen.cursor == (0, 5))
        try probe.type(
            "\r", expect: "<line \\xc3\\xa9_\\xe6\\xbc\\xa2\\xf0\\x9f\\x98\\x80>")
    }

    @Test("A byte that is not UTF-8 becomes U+FFFD")
    func invalid() throws {
        let probe = try Probe.ready()
        try probe.terminal.send([0x61, 0xFF, 0x62, 0xE6, 0xBC, 0x63, 0x0D])
        try probe.terminal.expect("<line a\\xef\\xbf\\xbdb\\xef\\xbf\\xbdc>")
    }

    @Test("Half a character is shown once no more of it comes")
    func incomplete() throws {
        let probe = try Probe.ready()
        try probe.terminal.send([0x61, 0xC3])
        try probe.terminal.expect("a\u{FFFD}")
        try probe.type("\r", expect: "<line a\\xef\\xbf\\xbd>")
    }
}
