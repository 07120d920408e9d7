import SMTPGrammar
import SMTPSession
import SMTPSimulator
import Testing

// Attacks on servers live on where octets are cut: a line end that is missed, a count that is forgotten, a
// command that is kept over a handshake. So what the scripts about them send is cut at every place.

/// Where a write is cut changes nothing.
@Suite("Transcripts with every write cut in two, at every place")
struct EveryCutTests {
    /// Where a mistake with a cut would let somebody in.
    private static let folders = [
        "security", "proxy", "rfc3030", "rfc3207", "rfc4954", "rfc5802", "rfc7628", "rfc1845",
        "rfc2033",
        "rfc4468", "rfc6531", "postfix",
    ]
    private static let transcripts = GoldenTranscript.all.filter { transcript in
        transcript.reasonAgainstOctets == nil
            && folders.contains { transcript.name.contains("/Scripts/\($0)/") }
    }
    /// Longer writes are floods; they are cut near their ends only.
    private static let longestCutEverywhere = 2_000

    @Test("The rows of attacks have their scripts")
    func isThere() {
        for folder in Self.folders {
            #expect(Self.transcripts.contains { $0.name.contains("/\(folder)/") }, "\(folder)")
        }
    }

    @Test("Replies, messages and state are the same", arguments: transcripts)
    func isSame(_ transcript: GoldenTranscript) throws {
        let whole = transcript.run().simulator
        var simulator = Simulator(whole.settings)
        for step in whole.steps {
            let start = simulator
            try step.redo(in: &simulator)
            guard let octets = step.entry.sentOctets else { continue }
            for cut in Self.cuts(octets.count) {
                var divided = start
                let first = try divided.send(bytes: Array(octets[..<cut])).replies
                // After the close nothing is heard.
                let second = try? divided.send(bytes: Array(octets[cut...])).replies
                let place: Comment = "\(step.number) cut after octet \(cut)"
                #expect(first + (second ?? []) == step.replies, place)
                #expect(divided.mailbox == simulator.mailbox, place)
                #expect(divided.phaseName == simulator.phaseName, place)
                #expect(divided.machine.envelope == simulator.machine.envelope, place)
            }
        }
    }

    private static func cuts(_ count: Int) -> [Int] {
        let places = Array(1..<max(count, 1))
        guard count > longestCutEverywhere else { return places }
        return places.prefix(60) + places.suffix(60)
    }
}

extension Step.Entry {
    /// The octets that it sends; nil if it is not the client who does something.
    fileprivate var sentOctets: [UInt8]? {
        switch self {
        case .text(let line): line + [ASCII.carriageReturn, ASCII.lineFeed]
        case .bytes(let octets): octets
        case .repeated(let octets, let count): Array(repeatElement(octets, count: count).joined())
        case .messageText, .answer, .command: nil
        }
    }
}
