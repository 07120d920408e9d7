import SMTPSimulator
import TerminalText

/// The pictures of the documentation: what the terminal shows when these lines are typed.
package enum Pictures {
    /// The name of the file of each, without its ending, and the picture.
    package static func all(version: String) -> [(name: String, picture: Picture)] {
        sessions.map { session in
            let title = "smtpsim: " + session.title
            return (session.name, Picture(title, session.description, session.screen(version)))
        } + [("failing-run", failingRun)]
    }

    /// A picture as it is written to a file.
    package static func svg(_ picture: Picture) -> String { picture.svg(.dark, .dark) }

    fileprivate struct Session {
        let name: String
        let title: String
        let description: String
        /// What is typed before the picture begins.
        var before: [String] = []
        let typed: [String]
    }

    private static let sessions = [
        Session(
            name: "first-contact", title: "first contact",
            description: """
                A session begins: MAIL is refused because EHLO comes first, :why gives the rule, EHLO is \
                answered with the list of extensions.
                """,
            typed: ["MAIL FROM:<ann@client.example>", ":why", "EHLO client.example"]),
        Session(
            name: "refusal", title: "a refusal and its reason",
            description: """
                MAIL with a space after the colon is refused; a caret stands under the space, and :why \
                gives the clause and what to do.
                """,
            before: ["EHLO client.example"],
            typed: ["MAIL FROM: <ann@client.example>", ":why", "MAIL FROM:<ann@client.example>"]),
        Session(
            name: "greylisting", title: "handlers decide",
            description: """
                One handler puts each recipient off once, another refuses unknown ones; the trace says \
                which handler decided, and the second attempt is accepted.
                """,
            before: ["EHLO client.example", "MAIL FROM:<ann@client.example>"],
            typed: [
                ":on recipient nosuch@* reject 550 5.1.1 \"No such user\"",
                ":on recipient * tempfail 451 4.7.1 \"Greylisted, come back later\" once",
                "RCPT TO:<nosuch@sim.example>", "RCPT TO:<bob@sim.example>",
                "RCPT TO:<bob@sim.example>", ":undo",
            ]),
    ]

    private static let script = """
        # The first attempt is put off, the second is taken.
        S: 220 {{.*}}
        C: EHLO client.example
        S= 250
        C: MAIL FROM:<ann@client.example>
        S= 250 2.1.0
        C: RCPT TO:<bob@sim.example>
        S: 451 4.7.1 Greylisted

        """

    private static var failingRun: Picture {
        let report = ScriptRunner().run(Array(script.utf8), name: "greylist.smtp")
        return Picture(
            "smtpsim run", "A script fails: the run shows the line, the difference, and why.",
            [Line("$ smtpsim run greylist.smtp")] + RunReport.human([RunResult(report)]))
    }
}

extension Pictures.Session {
    /// The screen after all was typed.
    fileprivate func screen(_ version: String) -> [Line] {
        var bench = Workbench(Simulator(), files: NoFileAccess(), width: 80)
        var lines = bench.banner(version: version) + bench.connectIfNew()
        for line in before { _ = bench.enter(Array(line.utf8)) }
        if !before.isEmpty { lines = [] }
        for line in typed {
            var echo = bench.prompt
            echo.append(line, bench.situation.textLabel)
            lines += [echo] + bench.enter(Array(line.utf8))
        }
        return lines + [bench.prompt]
    }
}

/// No files: nothing can be read or written.
private struct NoFileAccess: FileAccess {
    func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        throw FileFault(cannot: "read", path, .system("there are no files"))
    }

    func write(_ octets: [UInt8], to path: String) throws(FileFault) {
        throw FileFault(cannot: "write", path, .system("there are no files"))
    }

    func paths(beginningWith prefix: String) -> [String] { [] }

    func realPath(_ path: String) -> String? { nil }

    func exists(_ path: String) -> Bool { false }

    func hasProgram(_ name: String) -> Bool { false }
}
