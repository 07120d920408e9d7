/// A capture of network traffic in the layout of libpcap, by our own reader.
struct PcapFormat: CaptureFormat {
    static let description = FormatDescription(
        word: "pcap", name: "a pcap capture (read by smtpsim itself)", client: "segments of TCP",
        server: "segments of TCP",
        remark: """
            All octets and the extent of each write are there. Links: Ethernet, loopback, raw IP, PPP, \
            Linux cooked. Connections that are no SMTP are skipped; what TLS encrypts cannot be read.
            """,
        example: "")

    static func recognises(_ start: LineText) -> Bool {
        CaptureFile.isCapture(start) && !PcapngFormat.recognises(start)
    }

    private var reader = CaptureReader()

    mutating func read(_ octets: LineText, into sink: inout ConversationSink) {
        for conversation in reader.feed(octets) { sink.add(conversation) }
    }

    mutating func finish(into sink: inout ConversationSink) {
        for conversation in reader.finish() { sink.add(conversation) }
        for warning in reader.warnings { sink.warnOfSource(warning.text) }
    }
}

/// A capture in the layout that Wireshark writes, by our own reader.
struct PcapngFormat: CaptureFormat {
    static let description = FormatDescription(
        word: "pcapng", name: "a pcapng capture (read by smtpsim itself)",
        client: "segments of TCP", server: "segments of TCP",
        remark: "As pcap.", example: "")

    static func recognises(_ start: LineText) -> Bool {
        CaptureFile.isCapture(start) && start.starts(with: [0x0A, 0x0D, 0x0D, 0x0A])
    }

    private var reader = PcapFormat()

    mutating func read(_ octets: LineText, into sink: inout ConversationSink) {
        reader.read(octets, into: &sink)
    }

    mutating func finish(into sink: inout ConversationSink) { reader.finish(into: &sink) }
}
