import Foundation
import Testing

@Suite("What others say while a line is typed")
struct InterjectionTests {
    @Test("It appears above the line, and the line comes back whole, with the cursor where it was")
    func halfTyped() throws {
        let probe = try Probe.ready(["others"])
        try probe.terminal.type("EHLO client\u{1B}[D")
        try probe.terminal.expectScreen(["C: EHLO client"])
        probe.terminal.signal(SIGUSR1)
        try probe.terminal.expectScreen(["(other 1)", "(and more)", "C: EHLO client"])
        try probe.terminal.type("_")
        try probe.terminal.expectScreen(["(other 1)", "(and more)", "C: EHLO clien_t"])
        try probe.type("\r", expect: "<line EHLO clien_t>")
    }

    @Test("A line of several rows comes back whole too")
    func severalRows() throws {
        let probe = try Probe.ready(["others"], columns: 20)
        try probe.terminal.type("0123456789012345678901234567890\u{1}")
        try probe.terminal.expectScreen(["C: 01234567890123456", "78901234567890"])
        probe.terminal.signal(SIGUSR1)
        try probe.terminal.expectScreen([
            "(other 1)", "(and more)", "C: 01234567890123456", "78901234567890",
        ])
        try probe.type("_\r", expect: "<line _0123456789012345678901234567890>")
    }

    @Test("An empty line has its prompt again")
    func emptyLine() throws {
        let probe = try Probe.ready(["others"])
        probe.terminal.signal(SIGUSR1)
        try probe.terminal.expectScreen(["(other 1)", "(and more)", "C:"])
        try probe.type("whole\r", expect: "<line whole>")
    }

    @Test("The prompt may change under a half-typed line, and the reading may end")
    func promptAndEnd() throws {
        let probe = try Probe.ready(["others"])
        try probe.terminal.type("half")
        try probe.terminal.expectScreen(["C: half"])
        for (signal, rows) in [
            (1, ["(other 1)", "(and more)", "C: half"]),
            (2, ["(other 1)", "(and more)", "(other 2)", "(and more)", "C: half"]),
            (3, ["(other 1)", "(and more)", "(other 2)", "(and more)", "(other 3)", "A: half"]),
        ] {
            probe.terminal.signal(SIGUSR1)
            try probe.terminal.wait(for: "interjection \(signal)") {
                probe.terminal.screen.text == rows
            }
        }
        probe.terminal.signal(SIGUSR1)
        try probe.terminal.expect("(other 4)")
        try probe.terminal.expect("<dismissed>")
        try probe.terminal.expect(Probe.prompt)
        try probe.type("next\r", expect: "<line next>")
    }

    @Test("A search through the history goes on below it")
    func search() throws {
        let probe = try Probe.ready(["others"])
        try probe.type("one\r", expect: "<line one>")
        try probe.terminal.type("\u{12}on")
        try probe.terminal.expect("bck:")
        probe.terminal.signal(SIGUSR1)
        try probe.terminal.expect("(and more)")
        try probe.terminal.expect("bck:")
        try probe.type("\r", expect: "<line one>")
    }

    @Test("Where no escapes are obeyed, the line is written again below it")
    func dumb() throws {
        let probe = try Probe(["others"], environment: ["TERM": "dumb"])
        try probe.terminal.expect("C: ")
        try probe.terminal.type("half")
        try probe.terminal.expect("half")
        probe.terminal.signal(SIGUSR1)
        try probe.terminal.expect("(and more)")
        try probe.terminal.expect("C: half")
        try probe.terminal.type("!\r")
        try probe.terminal.expect("<line half!>")
        #expect(!probe.terminal.output.contains(0x1B))
    }

    @Test("Where the terminal itself has the line, the line goes on counting")
    func unedited() throws {
        let home = try Folder()
        try home.write("probe:edit off\n", to: ".editrc")
        let probe = try Probe.ready(["others"], home: home)
        try probe.terminal.type("half")
        try probe.terminal.expect("half")
        probe.terminal.signal(SIGUSR1)
        try probe.terminal.expect("(and more)")
        try probe.type("!\r", expect: "<line half!>")
    }
}
