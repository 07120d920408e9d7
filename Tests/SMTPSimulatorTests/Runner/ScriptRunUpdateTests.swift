import Testing

@testable import SMTPScript
@testable import SMTPSimulator

@Suite("Updating a script by a run")
struct ScriptRunUpdateTests {
    private func updated(_ text: String) throws -> String {
        let report = ScriptRunner().run(Array(text.utf8), name: "x.smtp")
        return try report.update.applied().text
    }

    @Test("rewrites what differs, adds what was missing, and drops what did not come")
    func rewrite() throws {
        let text = """
            S= 220
            # a remark
            C: EHLO x.example
            S= 250
            C: MAIL FROM:<a@b.example>
            S: 999 wrong
            #~ old trace
            C: NOOP
            C: RSET
            S= 250
            S= 250 2.0.0
            S= 250
            C: NOOP
            :expect state MAIL
            C: QUIT
            S= 221

            """
        let result = try updated(text)
        #expect(
            result == """
                S= 220
                #~ HELLO
                # a remark
                C: EHLO x.example
                S= 250
                #~ HELLO → MAIL   hello x.example: accept (default)
                C: MAIL FROM:<a@b.example>
                S: 250 2.1.0 Sender OK
                #~ MAIL → RCPT   sender a@b.example: accept (default)
                C: NOOP
                C: RSET
                S= 250
                #~ RCPT   note pipelining.not-last
                S= 250 2.0.0
                #~ RCPT → MAIL
                C: NOOP
                S: 250 2.0.0 OK
                #~ MAIL
                :expect state MAIL
                C: QUIT
                S= 221
                #~ MAIL → CLOSED

                """)
        #expect(try updated(result) == result)
    }

    @Test("changes nothing in a green script")
    func green() throws {
        let text = "S= 220\nC: NOOP\nS: 250 {{.*}}\n"
        #expect(try updated(text) == text)
        #expect(ScriptRunner().run(Array(text.utf8), name: "x").update.isEmpty)
    }

    @Test(
        "puts each trace after its reply, and a second update changes nothing",
        arguments: [
            (
                "S= 220\nC: NOOP\nC: NOOP\nS= 250\nC: QUIT\nS= 221\n#~ x\n",
                """
                S= 220
                #~ HELLO
                C: NOOP
                C: NOOP
                S= 250
                #~ HELLO   note pipelining.unauthorized
                S: 250 2.0.0 OK
                #~ HELLO
                C: QUIT
                S= 221
                #~ HELLO → CLOSED

                """
            ),
            (
                "S= 220\n#~ x\n:on verb NOOP disconnect\nC: RSET\nS= 250\n#~ y\n# z\nC: NOOP\n",
                """
                S= 220
                #~ HELLO
                :on verb NOOP disconnect
                C: RSET
                S= 250
                #~ HELLO
                # z
                C: NOOP
                #~ HELLO → CLOSED   verb NOOP: disconnect (handler 1)

                """
            ),
            (
                "#~ x\nC: QUIT\n:connect\nS= 220\n#~ y\nS= 250\n#~ y\n",
                """
                #~ x
                C: QUIT
                S: 221 2.0.0 mx.sim.example Closing connection
                #~ HELLO → CLOSED
                :connect
                S= 220
                #~ HELLO

                """
            ),
        ])
    func placement(_ text: String, expected: String) throws {
        let result = try updated(text)
        #expect(result == expected)
        #expect(try updated(result) == result)
    }

    @Test("puts what an included script leaves open after its :include line")
    func included() throws {
        let text = ":include a\nC: QUIT\nS= 221\n-- a --\nS= 220\nC: NOOP\n"
        let result = try updated(text)
        #expect(
            result == ":include a\nS: 250 2.0.0 OK\nC: QUIT\nS= 221\n-- a --\nS= 220\nC: NOOP\n")
        #expect(try updated(result) == result)
    }
}
