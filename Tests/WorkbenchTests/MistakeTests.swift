import SMTPSimulator
import Testing

@testable import Workbench

@Suite("What a person could mistake")
struct MistakeTests {
    @Test(
        "empty names and addresses that are none are refused",
        arguments: [
            #":fork """#, #":checkpoint """#, ":connect ip=zzz", ":connect ip=1.2.3.256",
            ":connect ip=::1::", ":connect ip=",
        ])
    func refused(_ command: String) {
        var screen = greetedScreen()
        screen.type(":close")
        #expect(screen.answer(to: command).contains("error: expected a"))
    }

    @Test("IPv4 and IPv6 addresses connect", arguments: ["192.0.2.1", "2001:db8::1", "::1"])
    func addresses(_ address: String) {
        var screen = greetedScreen()
        screen.type(":close")
        #expect(screen.answer(to: ":connect ip=\(address)").hasPrefix("S: 220 "))
    }

    @Test(":expect says whether it holds; :require and :include say where they work")
    func expectations() {
        var screen = greetedScreen()
        #expect(screen.answer(to: ":expect state MAIL") == "# state MAIL: it holds\n")
        #expect(
            screen.answer(to: ":expect state RCPT")
                == "# error: expected state RCPT, got state MAIL\n")
        screen.type("MAIL FROM: <a@b>")
        #expect(
            screen.answer(to: ":expect rule syntax.mail-space-after-colon").contains("it holds"))
        for command in [":require STARTTLS", ":include x.smtp"] {
            #expect(screen.answer(to: command).contains("works only in scripts"))
        }
        #expect(screen.answer(to: ":help require").contains("# Only in scripts.\n"))
        #expect(screen.answer(to: ":help save").contains("# Not in scripts.\n"))
    }
}
