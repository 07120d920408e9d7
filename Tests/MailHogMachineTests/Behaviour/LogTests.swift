import MailHogMachine
import Testing

struct LogTests {
    private func logged(_ lines: [String]) -> [String] {
        let log = Notebook<String>()
        let server = MailHogServer()
        server.logHandler = { format, arguments in
            log.entries.append(([format] + arguments).joined(separator: "|"))
        }
        _ = server.start()
        log.entries = []
        for line in lines { _ = server.processCommand(octets(line)) }
        return log.entries
    }

    @Test("format and arguments come apart, and the state precedes both")
    func parts() {
        #expect(
            logged(["NOOP"]) == [
                "[PROTO: %s] Processing line: %s|ESTABLISH|NOOP",
                "[PROTO: %s] In state %d, got command '%s', args '%s'|ESTABLISH|1|NOOP|",
                "[PROTO: %s] Got NOOP verb, staying in %s state|ESTABLISH|ESTABLISH",
            ])
    }

    @Test("the state is the one before the command, even if it says that it stays in it")
    func stateBefore() {
        #expect(
            logged(["QUIT"]).last
                == "[PROTO: %s] Got QUIT verb, staying in %s state|ESTABLISH|ESTABLISH")
    }

    @Test("an unknown command is logged with verb, arguments and line in braces")
    func unknown() {
        #expect(
            logged(["HELO x", "oink it"]).last
                == "[PROTO: %s] Got unknown command for %s state: '%s'|MAIL|MAIL|"
                + "&{OINK it oink it}")
    }

    @Test("passwords are logged in clear, as in the original")
    func clear() {
        let log = logged(["HELO x", "AUTH PLAIN AHVzZXIAcGFzcw=="])
        #expect(log.contains { $0.hasSuffix("|AHVzZXIAcGFzcw==") })
    }

    @Test("lines come before the handler that they announce")
    func order() {
        let events = Notebook<String>()
        let server = MailHogServer()
        server.logHandler = { format, _ in
            events.entries.append(format.contains("Processing") ? "line" : "log")
        }
        server.validateSender = { _ in
            events.entries.append("handler")
            return true
        }
        _ = server.start()
        _ = server.helo(octets("x"))
        events.entries = []
        _ = server.processCommand(octets("MAIL FROM:<a@x>"))
        #expect(events.entries == ["line", "log", "log", "handler"])
    }
}
