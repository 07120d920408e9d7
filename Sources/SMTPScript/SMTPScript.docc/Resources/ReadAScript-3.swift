import SMTPScript

let script = try ScriptParser.parse(Array("C: NOOP\nS= 250 2.0.0\n".utf8), name: "noop.smtp")
let reply = ReceivedReply(lines: ["250 2.1.5 OK"])
var captures: [String: String] = [:]
for case .expect(let expectation) in script.steps {
    if case .mismatched(let mismatch) = expectation.match(reply, captures: &captures) {
        print("line \(mismatch.line): \(mismatch.label)")
    }
}
