import SASL
import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPScript
@testable import SMTPSimulator

@Suite("Commands")
struct PromptCommandTests {
    @Test("of the table all parse as their examples show, and print as they are read")
    func examples() throws {
        for definition in PromptCommand.all {
            for example in definition.examples {
                let command = try PromptCommand.parse(String(example.dropFirst()))
                #expect(command.name == definition.name)
                let text = command.text(secrets: true)
                #expect(try PromptCommand.parse(text) == command, "\(example)")
            }
            if definition.syntax.allSatisfy({ !$0.isUppercase }) || isOptional(definition.syntax) {
                #expect(try PromptCommand.parse(definition.name).name == definition.name)
            }
        }
        #expect(Set(PromptCommand.all.map(\.name)).count == PromptCommand.all.count)
    }

    private func isOptional(_ syntax: String) -> Bool {
        syntax.hasPrefix("[") && syntax.hasSuffix("]")
    }

    @Test("can be shortened as long as that is unambiguous")
    func prefixes() throws {
        #expect(try PromptCommand.parse("und 2") == PromptCommand(UndoCommand(count: 2)))
        #expect(try PromptCommand.parse("on message discard").name == "on")
        #expect(
            try PromptCommand.parse("mess 1".replacing("mess", with: "message"))
                == PromptCommand(MessageCommand(word: "1")))
        #expect(
            throws: CommandError(
                ":s could be :state, :settings, :sessions, :send, :shutdown, :set, :seed, :save, "
                    + ":step, :source")
        ) {
            try PromptCommand.parse("s")
        }
    }

    @Test(
        "that are wrong say where and what was meant",
        arguments: [
            ("undoo", 0, "unknown command :undoo; did you mean :undo?"),
            (" undo x", 6, "expected a number, 1 or more"),
            ("on recipent reject", 3, "unknown hook recipent; did you mean recipient?"),
            ("on recipient rejct", 13, "unknown action rejct; did you mean reject?"),
            ("set hostnam x", 4, "unknown setting hostnam; did you mean hostname?"),
            ("set maximum-recipients x", 23, "maximum-recipients takes 0 to 1000000"),
            ("profile strct", 8, "unknown profile strct; did you mean strict?"),
            ("send NOOP", 5, "expected text in double quotes after `:send`"),
            ("send  ", 6, "expected text in double quotes after `:send`"),
            ("hex 0", 5, "expected two digits for each byte"),
            ("hex 0g", 5, "expected hexadecimal digits"),
            ("chunk 0", 6, "expected a number, 1 to 1000000"),
            ("wait long", 5, "expected a duration: 250ms, 5s, 2m, 1h"),
            ("connect port=x", 8, "expected a port, 0 to 65535"),
            ("auth PLAN tim x", 5, "unknown mechanism PLAN; did you mean PLAIN?"),
            ("auth PLAIN tim", 14, "expected a password"),
            ("quit now", 5, "unexpected now"),
            ("expect stat RCPT", 7, "unknown expectation stat; did you mean state?"),
            (
                "expect rule order.hello", 12,
                "unknown rule order.hello; did you mean order.hello-first?"
            ),
            ("expect message 1 sha256 abc", 24, "expected 64 hexadecimal digits"),
            ("file", 4, "expected the name of a file or section after `:file`"),
            ("send \"x\" *99999999999", 10, "expected a repeat count of at most 1000000"),
            ("send \"x\" *999999999999999999999", 10, "expected a repeat count of at most 1000000"),
            ("user \"tim", 9, "expected the closing `\"`"),
            ("", 0, "expected a command"),
        ])
    func errors(_ text: String, _ column: Int, _ message: String) {
        do {
            let command = try PromptCommand.parse(text)
            Issue.record("read as \(command)")
        } catch {
            #expect(error.column == column)
            #expect(error.description == message)
        }
    }

    @Test("print passwords masked")
    func masked() throws {
        #expect(try PromptCommand.parse("user tim \"two words\"").description == "user tim ****")
        #expect(
            try PromptCommand.parse("auth plain tim secret").description == "auth PLAIN tim ****")
        #expect(
            try PromptCommand.parse("user tim \"two words\"").text(secrets: true)
                == "user tim \"two words\"")
    }

    @Test("with a password are masked, mistyped ones too, and no others")
    func maskedLines() {
        #expect(ScriptSecrets.masked(":auht PLAIN tim secret") == ":auht PLAIN tim ****")
        #expect(ScriptSecrets.masked(":usr tim secret") == ":usr tim ****")
        #expect(ScriptSecrets.masked(":useradd tim secret") == ":useradd tim ****")
        #expect(ScriptSecrets.masked(":help auth PLAIN tim pw") == ":help auth PLAIN tim ****")
        #expect(ScriptSecrets.masked(#":send "AUTH PLAIN x"#) == ":send ****")
        #expect(ScriptSecrets.masked(":hex 41 55 54 48 20 41") == ":hex ****")
        #expect(ScriptSecrets.masked(":hex 4e 4f 4f 50") == ":hex 4e 4f 4f 50")
        for definition in PromptCommand.types.map({ $0.definition }) {
            let line = ":\(definition.name) one two three"
            guard case .password = definition.secrecy else {
                #expect(ScriptSecrets.masked(line) == line)
                continue
            }
            #expect(ScriptSecrets.masked(line) != line)
        }
    }

    @Test("and content are told apart by their colons")
    func colons() {
        func typed(_ line: String, _ expectation: SMTPSession.Expectation) -> TypedLine {
            TypedLine(line.utf8, isContent: expectation.isContent)
        }
        func text(_ text: String) -> TypedLine { .text(Array(text.utf8)) }
        func command(_ text: String) -> TypedLine { .command(Array(text.utf8)) }
        #expect(typed("NOOP", .command) == text("NOOP"))
        #expect(typed(":undo 2", .command) == command("undo 2"))
        #expect(typed("::x", .command) == text(":x"))
        #expect(typed(":x", .content) == text(":x"))
        #expect(typed("::undo", .content) == command("undo"))
        #expect(typed(":::x", .authentication) == text("::x"))
    }
}
