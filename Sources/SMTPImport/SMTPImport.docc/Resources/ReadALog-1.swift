import SMTPImport

let log = """
     -> EHLO client.example
    <-  250 mx.example
     -> QUIT
    <-  221 Bye
    """
if let recording = TranscriptReader.read(Array(log.utf8)) {
    print("read as \(recording.formatName)")
    for turn in recording.conversations.flatMap(\.turns) {
        print("line \(turn.line): \(turn.event)")
    }
}
