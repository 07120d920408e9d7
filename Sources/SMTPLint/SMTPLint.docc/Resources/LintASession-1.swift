import SMTPLint
import SMTPSession

var configuration = Configuration()
configuration.reportsReadings = true
// Without anybody to ask, every question gets its default answer.
configuration.questions = []
var session = Session(configuration)
var linter = Linter()

let inputs: [Input] = [
    .connected(Peer()), .bytes(Array("HELO localhost\r\n".utf8)), .closed,
]
for input in inputs {
    linter.begin(input)
    for output in try session.receive(input) { linter.observe(output) }
}
for finding in linter.findings { print(finding.level, finding.message) }
