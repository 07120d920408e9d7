extension TranscriptReader {
    /// The format of some lines, without their ends, as of a paste; nil for SMTP and for our own scripts.
    public static func recognise(_ lines: some Sequence<[UInt8]>) -> (
        format: FormatDescription, percentage: Int
    )? {
        var sample = SourceSample()
        for (index, line) in lines.prefix(FormatElection.mostLines).enumerated() {
            let text = line.last == 0x0D ? line[...].dropLast() : line[...]
            sample.append(SourceLine(text, number: index + 1))
        }
        guard case .format(let found, let percentage) = sample.recognise(wanted: nil).recognition
        else {
            return nil
        }
        return (found, percentage)
    }

    /// The format that a single line shows for certain, such as `<-  250 OK`; nil if others could have it.
    public static func recognise(line: [UInt8]) -> FormatDescription? {
        let text = line[...]
        guard text.replyCode == nil, !text.isCommand, !OwnFormat.isOwn([text]) else { return nil }
        return KnownFormats.lines.first { format in
            !(format is BareTranscript.Type)
                && format.vote(text) >= (format.needsCertainLine ? .certain : .direction)
        }?.description
    }
}
