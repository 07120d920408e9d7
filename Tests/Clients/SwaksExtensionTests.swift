import Testing

@Suite("swaks and extensions, on a pipe")
struct SwaksExtensionTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private static let two = ["--to", "bob@sim.example,cat@sim.example"]

    /// Runs swaks with a server on its pipe, and expects that what it sent is what was saved.
    ///
    /// - Returns: what swaks showed.
    private func swaks(_ arguments: [String], _ settings: [String]) throws -> String {
        let simulator = bench.recorded(settings)
        let tee = "\(try Tool.tee.path) \(Simulator.quoted(bench.folder.path("sent"))) | "
        let outcome = try bench.run(
            .swaks,
            [
                "--pipe", tee + simulator.shellCommand, "--helo", "client.example",
                "--from", "ann@client.example", "--timeout", "60s", "--suppress-data",
                "--body", ".\n..two\n.three\nend",
            ] + arguments)
        #expect(outcome.exit == .exited(0), outcome.account)
        try bench.expectFaithful(to: try bench.folder.read("sent"))
        return outcome.text
    }

    @Test("speaks LMTP, and hears of each recipient")
    func lmtp() throws {
        let shown = try swaks(
            ["--protocol", "LMTP"] + Self.two,
            ["--profile", "lmtp", "--on", "delivery cat@* tempfail 452 4.2.2"])
        #expect(shown.contains(" -> LHLO client.example"), "\(shown)")
        #expect(shown.contains("<-  250 2."), "\(shown)")
        #expect(shown.contains("<** 452 4.2.2 "), "\(shown)")
    }

    @Test("hears of each recipient by PRDR", arguments: [[], ["--pipeline"]])
    func prdr(options: [String]) throws {
        let shown = try swaks(
            ["--prdr"] + Self.two + options,
            ["--set", "prdr=on", "--on", "delivery cat@* reject 550 5.7.1"])
        #expect(shown.contains(" -> MAIL FROM:<ann@client.example> PRDR"), "\(shown)")
        #expect(shown.contains("<-  353 "), "\(shown)")
        #expect(shown.contains("<** 550 5.7.1 "), "\(shown)")
        #expect(shown.contains("<-  250 2.6.0 "), "\(shown)")
    }

    @Test("says by XCLIENT as whom it is to be treated")
    func xclient() throws {
        let shown = try swaks(
            [
                "--to", "bob@sim.example", "--xclient-addr", "192.0.2.1", "--xclient-name",
                "one.example", "--xclient-helo", "two.example", "--xclient-delim",
                "--xclient-login", "bob", "--xclient-port", "26",
            ], ["--set", "xclient=on", "--on", "connect /192\\.0\\.2\\.1/ accept"])
        let sent = shown.split(separator: "\n").filter { $0.contains(" -> XCLIENT ") }
        #expect(sent.count == 2, "\(shown)")
        // The greeting, and one after each XCLIENT.
        #expect(shown.split(separator: "\n").filter { $0.hasPrefix("<-  220 ") }.count == 3)
    }

    @Test("begins with a header of the PROXY protocol", arguments: ["1", "2"])
    func proxy(version: String) throws {
        let family = version == "1" ? "TCP4" : "AF_INET"
        let more =
            version == "1" ? [] : ["--proxy-command", "PROXY", "--proxy-protocol", "STREAM"]
        _ = try swaks(
            [
                "--to", "bob@sim.example", "--proxy-version", version, "--proxy-family", family,
                "--proxy-source", "192.0.2.1", "--proxy-source-port", "1234",
                "--proxy-dest", "192.0.2.2", "--proxy-dest-port", "25",
            ] + more, ["--set", "proxy=on"])
        #expect(try bench.trace().contains("192.0.2.1"))
    }

    @Test("sends in groups, with a password, to a server that wants one")
    func submission() throws {
        let shown = try swaks(
            Self.two + [
                "--pipeline", "--auth", "CRAM-MD5", "--auth-user", "bob", "--auth-password", "pw",
            ], ["--profile", "submission", "--user", "bob:pw"])
        #expect(shown.contains("<-  235 2.7.0 "), "\(shown)")
    }
}
