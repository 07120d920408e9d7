/// Reads the octets of a capture.
struct CaptureReading {
    var sink: ConversationSink
    private var format: any CaptureFormat

    init(_ type: any CaptureFormat.Type) {
        sink = ConversationSink(type.description)
        sink.readInner = { TranscriptReader.read($0) }
        format = type.init()
    }

    mutating func feed(_ octets: ArraySlice<UInt8>) { format.read(octets, into: &sink) }

    mutating func finish() {
        format.finish(into: &sink)
        sink.finish()
    }
}
