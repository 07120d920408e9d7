import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import Testing

@testable import Workbench

@Suite("An extension of one's own, at the prompt")
struct OwnExtensionTests {
    /// A screen whose server has it, where EHLO was said.
    private func screen() -> Screen {
        var configuration = Configuration()
        configuration.ownExtensions = [
            SMTPExtension(
                "X-TOY", "RFC 5321 §4.1.1.1", "Toys.",
                "The message says how many toys it brings.",
                parameters: [
                    ESMTPParameter(
                        "TOY", on: .mail, .number(digits: 3), octets: 8, "toys in the message",
                        reading: "{toy}", example: "5"),
                    ESMTPParameter("WRAPPED", on: .rcpt, .flag, octets: 8, "they are wrapped"),
                ])
        ]
        var screen = Screen(SimulatorSettings(configuration: configuration))
        screen.begin()
        screen.type("EHLO client.example")
        screen.clear()
        return screen
    }

    private func candidates(_ line: String, _ screen: Screen) -> [String] {
        let line = Array(line.utf8)
        return screen.bench.suggestions(for: line, cursor: line.count).candidates.map(\.text)
    }

    @Test("has a setting, which switches it")
    func setting() {
        var screen = screen()
        #expect(
            screen.answer(to: ":settings x-toy") == """
                #   x-toy  on
                # Toys. It takes on or off.
                # RFC 5321 §4.1.1.1

                """)
        screen.type(":set x-toy off")
        #expect(screen.answer(to: ":settings x-toy").hasPrefix("# * x-toy  off\n"))
        #expect(!screen.answer(to: "EHLO client.example").contains("X-TOY"))
        #expect(screen.answer(to: "MAIL FROM:<a@b> TOY=1").contains("S: 555 5.5.4"))
        #expect(
            screen.answer(to: ":set x-tow on").contains(
                "did you mean x-toy?"))
        #expect(candidates(":set x-", screen) == ["x-toy"])
        #expect(candidates(":set x-toy o", screen) == ["on", "off"])
    }

    @Test("its parameters are completed, and listed by :can")
    func parameters() {
        var screen = screen()
        #expect(candidates("MAIL FROM:<a@b> T", screen) == ["TOY="])
        #expect(screen.answer(to: ":can").contains("AUTH=<>  TOY=n\n"))
        screen.type("MAIL FROM:<a@b>")
        #expect(candidates("RCPT TO:<a@b> ", screen) == ["WRAPPED"])
        #expect(screen.answer(to: ":can").contains("#        WRAPPED\n"))
    }

    @Test("is explained, and so is what its parameters say")
    func explained() {
        var screen = screen()
        #expect(
            screen.answer(to: ":explain x-toy") == """
                # X-TOY   RFC 5321 §4.1.1.1
                # The message says how many toys it brings.
                #   MAIL FROM:<ann@client.example> TOY=5
                #   RCPT TO:<bob@sim.example> WRAPPED

                """)
        #expect(candidates(":explain X-", screen) == ["X-TOY"])
        #expect(
            screen.answer(to: ":explain MAIL FROM:<a@b> TOY=1").contains("TOY           1 toy\n"))
        screen.type("MAIL FROM:<a@b> TOY=12")
        #expect(screen.answer(to: ":envelope").contains("TOY     12 toys\n"))
        #expect(screen.answer(to: "RCPT TO:<a@b> WRAPPED=1").contains("^ no value expected"))
    }
}
