import SMTPImport

let log = """
     -> EHLO client.example
    <-  250 mx.example
     -> QUIT
    <-  221 Bye
    """
if let recording = TranscriptReader.read(Array(log.utf8)) {
    print("read as \(recording.formatName)")
    for script in recording.scripts(ImportOptions(source: "swaks.log")) {
        print(script.text)
    }
}
