import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPScript
@testable import SMTPSimulator

@Suite("What a script needs")
struct ScriptResourceTests {
    @Test("knows files, sections and message text")
    func message() {
        let text = """
            S= 220
            C: EHLO x.example
            S= 250
            C: MAIL FROM:<a@b.example>
            C: RCPT TO:<c@d.example>
            C: DATA
            S= 250
            S= 250
            S= 354
            C< letter.eml stuff
            C| .dot
            C+ ".\\r\\n"
            S= 250 2.6.0
            :expect messages 1
            :expect message 1 body wanted
            :expect message 1 size 24
            :expect message 1 sender <a@b.example>
            :expect message 1 recipients <c@d.example>
            :expect message 1 \
            sha256 c46d4d1ea3d8a1bf2a4ee0fb9ce5ca2d8c80b5b0c1d6c5ee2c9ddbb7dd9b3b3a
            :expect hook recipient count 1
            :expect buffer empty
            -- letter.eml --
            Subject: x

            .y
            """
        let files = MemoryFiles(["wanted": "Subject: x\r\n\r\n.y\r\n.dot\r\n"])
        let report = runScript(text, files: files)
        // The digest is wrong on purpose.
        #expect(report.failures.map(\.line) == [19])
        #expect(report.failures.first?.message.contains("got message 1 sha256 ") == true)
    }

    @Test("skips what requires something that is not here")
    func require() {
        let text = ":require swaks\nC: NOOP\nS= 999\n"
        #expect(runScript(text).outcome == .skipped("requires swaks, which is not here"))
        #expect(runScript("S= 220\n:require STARTTLS\n").outcome == .passed)
        #expect(
            runScript(":set starttls off\n:require STARTTLS\nS= 999\n").outcome
                == .skipped("requires STARTTLS, which is not here"))
        let files = MemoryFiles([:], programs: ["swaks"])
        #expect(runScript(":require swaks\nS= 220\n", files: files).outcome == .passed)
    }

    @Test(
        "knows each extension that the server offers, and no other",
        arguments: Profile.allCases)
    func requireOffered(profile: Profile) throws {
        let clear = profile.machine == .session ? ":set plaintext-authentication on\n" : ""
        let settings = ":profile \(profile.rawValue)\n\(clear)"
        let verb = profile.configuration.isLMTP ? "LHLO" : "EHLO"
        let reply = runScript("\(settings)C: \(verb) x.example\n").simulator.lastReply?.reply
        let lines = try #require(reply).lines.dropFirst()
        #expect(!lines.isEmpty)
        for line in lines {
            let name = line.dropFirst(4).prefix { $0 != " " && $0 != "=" }
            #expect(
                runScript("\(settings):require \(name)\nS= 220\n").outcome == .passed, "\(name)")
        }
        #expect(
            runScript("\(settings):require XYZZY\nS= 220\n").outcome
                == .skipped("requires XYZZY, which is not here"))
    }

    @Test("bounds what :send repeats, as it bounds C+")
    func repetition() {
        for count in ["1000001", "999999999", "99999999999", "9999999999999999999999"] {
            for line in ["C+ \"x\" *\(count)", ":send \"x\" *\(count)"] {
                let report = runScript("S= 220\n\(line)\n")
                #expect(report.lines.joined().contains("at most 1000000"), "\(line)")
            }
        }
        let long = "\"" + String(repeating: "x", count: 200) + "\" *1000000\n"
        #expect(
            runScript("S= 220\n:send \(long):send \(long)").lines.joined()
                .contains("the `:send` lines send more than 268435456 bytes together"))
    }

    @Test("confines :file to the script's folder before anything is sent")
    func confined() {
        let report = runScript("S= 220\n:file /etc/hostname\n:file ../x raw\n")
        guard case .invalid(let diagnostics) = report.outcome else {
            Issue.record("not invalid")
            return
        }
        #expect(
            diagnostics.map { "\($0.line):\($0.column) \($0.message)" } == [
                "2:7 expected a path below the script's folder",
                "3:7 expected a path below the script's folder",
            ])
    }

    @Test("includes scripts, and names them in failures")
    func include() {
        let files = MemoryFiles(["hello.smtp": "C: EHLO x.example\nS= 251\n"])
        let report = runScript("S= 220\n:include hello.smtp\nC: NOOP\nS= 250\n", files: files)
        #expect(report.failures.map { "\($0.file):\($0.line)" } == ["hello.smtp:2"])
        #expect(report.expectations == 3)
    }

    @Test("refuses scripts that include themselves, and commands that are wrong, before it sends")
    func invalid() {
        let files = MemoryFiles(["a.smtp": ":include a.smtp\n"])
        let report = runScript(":include a.smtp\n  :undoo\n:save x\n:set hostnam x\n", files: files)
        guard case .invalid(let diagnostics) = report.outcome else {
            Issue.record("not invalid")
            return
        }
        #expect(
            diagnostics.map { "\($0.file):\($0.line):\($0.column) \($0.message)" } == [
                "a.smtp:1:2 scripts include each other more than 8 deep",
                "greylist.smtp:2:4 unknown command :undoo",
                "greylist.smtp:3:2 :save cannot be used in a script",
                "greylist.smtp:4:6 unknown setting hostnam",
            ])
        #expect(diagnostics[1].hint == "did you mean `:undo`?")
        #expect(report.simulator.steps.isEmpty)
    }
}
