import SMTPImport
import SMTPLint

let log = """
     -> EHLO client.example
    <-  250 mx.example
     -> MAIL FROM:<ann@client.example> SIZE=10
    <-  250 OK
     -> QUIT
    <-  221 Bye
    """
var player = RecordingPlayer()
for conversation in TranscriptReader.read(Array(log.utf8))?.conversations ?? [] {
    for finding in player.lint(conversation) {
        print("line \(finding.line): \(finding.message)")
    }
}
