import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
    private let program: Program

    init() throws { program = try Program() }

    @Test(
        "what is wrong with the arguments is told on standard error, with status 2",
        arguments: [
            ["--nonsense"], ["--profile", "strickt"], ["--set", "x"],
            ["--set", "maximum-recipient=2"],
            ["--set", "require-tls=perhaps"], ["nosuch.smtp"], ["--init", "nosuch.smtp"], ["run"],
            ["explain", " "],
            ["run", "nosuch.smtp"], ["run", "nosuch/"], ["compare", "nosuch.smtp"], ["/"],
            ["run", "--compare", "loosely", "x.smtp"], ["run", "--jobs", "0", "/dev/null"],
            ["run", "--jobs=-5", "/dev/null"], ["run", "/dev/zero"], ["--until", "3"],
            ["--set", "hostname="], ["--set", "hostname=a b"], ["--set", "hostname=[x]"],
            ["stdio", "--user", ":pw"], ["--profile", "./nosuch.smtp"], ["--profile", "/"],
            ["stdio", "--profile", "/dev/null/x.smtp"], ["profiles", "strickt"],
        ])
    func wrong(_ arguments: [String]) throws {
        let result = try program.run(arguments)
        #expect(result.status == 2)
        #expect(result.errors.contains("error: "))
        #expect(!result.output.contains("S: "))
    }

    @Test("a misspelled profile suggests the nearest")
    func suggestion() throws {
        #expect(
            try program.run(["--profile", "strickt"]).errors
                == "smtpsim: error: unknown profile strickt\nhint: did you mean strict?\n")
    }

    @Test("help and version go to standard output")
    func help() throws {
        for arguments in [["--help"], ["--version"], ["run", "--help"]] {
            let result = try program.run(arguments)
            #expect(result.status == 0)
            #expect(!result.output.isEmpty)
            #expect(result.errors.isEmpty)
        }
        #expect(try program.run(["--version"]).output == "0.1.0\n")
    }

    @Test("shells get completions", arguments: ["bash", "zsh", "fish"])
    func completions(_ shell: String) throws {
        let result = try program.run(["--generate-completion-script", shell])
        #expect(result.status == 0)
        #expect(result.output.contains("smtpsim"))
    }

    @Test(
        "the listings are JSON if asked",
        arguments: ["rules", "settings", "hooks", "profiles", "commands"])
    func listings(_ command: String) throws {
        let result = try program.run([command, "--json"])
        let values =
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
        #expect((values?.count ?? 0) > 3)
        #expect(
            try program.run([command]).output.split(separator: "\n").count >= values?.count ?? 0)
    }

    @Test("run reports in order, whatever the number of jobs")
    func run() throws {
        try FileManager.default.createDirectory(
            atPath: program.home.file("d"), withIntermediateDirectories: true)
        for name in ["c", "a", "b", "d/x", "e"] {
            let code = name == "b" ? 550 : 250
            try program.home.write("C: EHLO a.example\nS= \(code)\n", to: "\(name).smtp")
        }
        try program.home.write("no script\n", to: "notes.txt")
        let one = try program.run(["run", ".", "--jobs", "1", "--format", "tap"])
        let many = try program.run(["run", ".", "--jobs", "4", "--format", "tap"])
        #expect(one.status == 1)
        #expect(one.output == many.output)
        let plan = one.output.split(separator: "\n").filter { $0.contains("ok ") }
        #expect(
            plan == [
                "ok 1 - ./a.smtp", "not ok 2 - ./b.smtp", "ok 3 - ./c.smtp", "ok 4 - ./d/x.smtp",
                "ok 5 - ./e.smtp",
            ])
        #expect(try program.run(["run", ".", "--filter", "d/*x*"]).status == 2)
        #expect(
            try program.run(["run", ".", "--filter", "*/d/*"]).output
                == "PASS ./d/x.smtp   1 expectation\n")
    }

    @Test("run takes each folder and each script once, wherever symbolic links lead")
    func links() throws {
        let files = FileManager.default
        try files.createDirectory(
            atPath: program.home.file("l/deep"), withIntermediateDirectories: true)
        for (link, target) in [("x", "."), ("y", "."), ("deep/up", ".."), ("b.smtp", "a.smtp")] {
            try files.createSymbolicLink(
                atPath: program.home.file("l/" + link), withDestinationPath: target)
        }
        try program.home.write("C: NOOP\nS= 250\n", to: "l/a.smtp")
        let result = try program.run(["run", "l", "l/x/a.smtp", "-v"])
        #expect(result.output == "PASS l/a.smtp   1 expectation\n")
    }

    @Test("a pipe among the scripts is refused")
    func pipe() throws {
        #expect(mkfifo(program.home.file("p.smtp"), 0o600) == 0)
        let result = try program.run(["run", "."])
        #expect(result.status == 2)
        #expect(result.errors.contains("cannot read ./p.smtp: it is not a regular file"))
    }

    @Test(
        "a file that a script names and that cannot be read is told before anything is sent",
        arguments: ["C< gone.eml", ":include gone.smtp", ":file gone.eml", "C< d"])
    func unreadable(_ line: String) throws {
        try FileManager.default.createDirectory(
            atPath: program.home.file("d/d"), withIntermediateDirectories: true)
        let script = "S= 220\nC: DATA\nS= 354\n\(line)\nC: .\nS= 250\n"
        try program.home.write(script, to: "d/x.smtp")
        for arguments in [["run", "d/x.smtp"], ["run", "--update", "d/x.smtp"], ["d/x.smtp"]] {
            let result = try program.run(arguments)
            #expect(result.status == 2)
            #expect(result.errors.hasPrefix("d/x.smtp:4:"), "\(result.errors)")
            #expect(!result.output.contains("S: "))
        }
        #expect(try program.home.read("d/x.smtp") == script)
    }

    @Test("errors in an included script name it so that it can be opened")
    func included() throws {
        try FileManager.default.createDirectory(
            atPath: program.home.file("d/e"), withIntermediateDirectories: true)
        try program.home.write(":include e/y.smtp\n", to: "d/x.smtp")
        try program.home.write("what\n", to: "d/e/y.smtp")
        #expect(try program.run(["run", "d/x.smtp"]).errors.hasPrefix("d/e/y.smtp:1:1: error: "))
        try program.home.write("C: NOOP\nS= 550\n", to: "d/e/y.smtp")
        #expect(try program.run(["run", "d/x.smtp"]).output.hasPrefix("d/e/y.smtp:2: expected"))
    }

    @Test("run - reads standard input, among files too, and gives no advice for a pipe")
    func standardInput() throws {
        let script = "C: EHLO a.example\nS= 250\n:state\n"
        let green = try program.run(["run", "-"], input: script)
        #expect(green.status == 0, "\(green.errors)")
        #expect(green.output.hasSuffix("PASS standard input   1 expectation\n"))
        #expect(green.output.hasPrefix("# standard input:3   :state\n"))
        let red = try program.run(["run", "-"], input: "C: NOOP\nS= 550\n")
        #expect(red.status == 1)
        #expect(red.output.hasPrefix("standard input:2: expected 550, got 250"))
        #expect(!red.output.contains("try:"))
        #expect(!(try program.run([], input: "C: NOOP\nS= 550\n").errors).contains("try:"))
        try program.home.write(script, to: "x.smtp")
        let both = try program.run(["run", "x.smtp", "-", "x.smtp", "-v"], input: script)
        #expect(both.output.contains("PASS x.smtp   1 expectation\n"))
        #expect(both.output.hasSuffix("2 scripts: 2 passed\n"))
        let wrong = try program.run(["run", "-"], input: "what is this\n")
        #expect(wrong.status == 2)
        #expect(wrong.errors.hasPrefix("standard input:1:1: error: unknown beginning"))
        let update = try program.run(["run", "--update", "-"], input: script)
        #expect(update.status == 2)
        #expect(update.errors.hasPrefix("smtpsim: error: --update rewrites files: "))
    }

    @Test("errors have the program's name, and help knows its words")
    func errors() throws {
        #expect(
            try program.run(["run", "nofile"]).errors
                == "smtpsim: error: cannot read nofile: No such file or directory\n")
        let help = try program.run(["help", "explian"])
        #expect(help.status == 2)
        #expect(
            help.errors == """
                smtpsim: error: there is no command explian
                hint: did you mean smtpsim help explain?

                """)
        #expect(try program.run(["help", "foo"]).status == 2)
        #expect(try program.run(["help", "run"]).status == 0)
        #expect(try program.run(["help"]).status == 0)
    }

    @Test("a folder that is too large is refused at once")
    func bounds() throws {
        let root = try program.run(["run", "/"])
        #expect(root.status == 2)
        #expect(root.errors.hasPrefix("smtpsim: error: / has "))
        let deep = "d/" + (0..<40).map { _ in "x" }.joined(separator: "/")
        try FileManager.default.createDirectory(
            atPath: program.home.file(deep), withIntermediateDirectories: true)
        let result = try program.run(["run", "d"])
        #expect(result.status == 2)
        #expect(
            result.errors == """
                smtpsim: error: d has folders more than 32 deep
                hint: name the folder that the scripts are in

                """)
    }

    @Test("a log without its handshake is told so once")
    func handshake() throws {
        let script = "C: EHLO a\nS= 250\nC: STARTTLS\nS= 220\nC: EHLO a\nS= 250\nC: NOOP\nS= 250\n"
        try program.home.write(script, to: "x.smtp")
        let output = try program.run(["run", "x.smtp"]).output
        #expect(
            output.components(
                separatedBy: "  hint: the server waits for the TLS handshake: put a line :tls "
            ).count == 2)
    }

    @Test("run --update rewrites a script, shows the difference, and is green afterwards")
    func update() throws {
        try program.home.write("# keep\nC: EHLO a.example\nS= 550\n", to: "x.smtp")
        let result = try program.run(["run", "--update", "x.smtp"])
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("-S= 550\n+S: 250-"))
        #expect(try program.home.read("x.smtp").hasPrefix("# keep\nC: EHLO a.example\nS: 250-"))
        #expect(try program.run(["run", "x.smtp"]).status == 0)
    }

    @Test("binary, huge and unreadable scripts are reported with status 2")
    func badScripts() throws {
        let folder = URL(filePath: program.home.path)
        try Data([0x23, 0x00, 0xFF, 0x0A]).write(to: folder.appending(path: "binary.smtp"))
        try Data(count: 17 << 20).write(to: folder.appending(path: "huge.smtp"))
        for name in ["binary.smtp", "huge.smtp"] {
            for arguments in [["run", name], [name]] {
                let result = try program.run(arguments)
                #expect(result.status == 2)
                #expect(!result.errors.isEmpty)
            }
        }
    }

    @Test("explain covers codes, and a line with a caret under the fault")
    func explain() throws {
        let codes = try program.run(["explain", "550", "5.7.1"])
        #expect(codes.status == 0)
        #expect(codes.output.hasPrefix("550   RFC 5321 §4.2.3\n"))
        let line = try program.run(["explain", "MAIL FROM: <a@b>"])
        #expect(line.status == 1)
        #expect(
            line.output.hasPrefix(
                "  MAIL FROM: <a@b>\n            ^ no space is allowed after the colon\n"))
    }

    @Test("compare lists where servers differ")
    func compare() throws {
        try program.home.write("C: EHLO a.example\nC: MAIL FROM: <a@b>\n", to: "x.smtp")
        let result = try program.run(["compare", "x.smtp", "--profiles", "strict,lenient"])
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("lenient: differs from strict in "))
    }

    @Test("an unknown setting suggests the nearest")
    func setting() throws {
        #expect(
            try program.run(["--set", "hostnam=x"]).errors
                == "smtpsim: error: unknown setting hostnam\nhint: did you mean hostname?\n")
    }

    @Test("the init script and --set take effect before the first line")
    func initScript() throws {
        try program.home.write(":on sender reject\n", to: "init.smtp")
        let result = try program.run(
            ["--init", "init.smtp", "--set", "hostname=a.example", "-q"],
            input: "EHLO b.example\nMAIL FROM:<a@b>\n")
        #expect(
            result.output.hasPrefix(
                """
                # a session of smtpsim
                :profile strict
                :set hostname a.example
                :on sender reject
                S: 220 a.example ESMTP smtpsim

                """))
        #expect(result.output.contains("C: MAIL FROM:<a@b>\nS: 550 "))
    }

    @Test("what cannot be explained is a mistake in the arguments", arguments: ["nosuch", "999"])
    func unknownWord(_ word: String) throws {
        #expect(try program.run(["explain", word]).status == 2)
    }

    @Test("explain writes one JSON object")
    func explainJSON() throws {
        let result = try program.run(["explain", "--json", "550"])
        #expect(result.status == 0)
        let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        #expect((value as? [String: Any])?["words"] != nil)
        #expect(result.output.split(separator: "\n").count == 1)
    }

    @Test(
        "a theme is chosen by option, and used where there are colours",
        arguments: [
            ([], "\u{1B}[1;36m550"), (["--theme", "light"], "\u{1B}[1;34m550"),
            (["--theme", "projector"], "\u{1B}[1m550"), (["--theme", "none"], "550"),
        ])
    func themes(_ options: [String], _ title: String) throws {
        let result = try program.run(["explain", "550", "--color", "always"] + options)
        #expect(result.output.hasPrefix(title))
        #expect(!(try program.run(["explain", "550"] + options).output.contains("\u{1B}")))
    }

    @Test("a setting that does nothing in the profile is refused")
    func uselessSetting() throws {
        let result = try program.run(["--profile", "mailhog", "--set", "maximum-errors=3"])
        #expect(result.status == 2)
        #expect(result.errors.contains("does nothing in the mailhog profile"))
        #expect(
            !(try program.run(["settings", "--profile", "mailhog"]).output)
                .contains("maximum-errors"))
    }

    @Test(
        "the manual page names every option that --help names",
        arguments: [
            "repl", "run", "stdio", "compare", "explain", "rules", "settings", "hooks", "profiles",
            "commands",
        ])
    func manual(_ command: String) throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/smtpsim.1")
        let page = try String(contentsOf: path, encoding: .utf8)
        let sections = page.components(separatedBy: "\n.It Em ")
        let section = try #require(sections.first { $0.hasPrefix("\(command)\n") })
        let help = try program.run([command, "--help"]).output
        let options = help.split(separator: "\n").filter { $0.hasPrefix("  -") }
            .flatMap { $0.split(separator: " ").prefix { $0.hasPrefix("-") } }
            .compactMap { $0.hasPrefix("--") ? String($0.dropFirst(2).prefix { $0 != "," }) : nil }
        #expect(options.count > 5)
        for option in options {
            let name = option.prefix { $0 != "," && $0 != "/" }
            #expect(section.contains("-\(name) ") || section.contains("-\(name)\n"), "\(option)")
        }
    }
}
