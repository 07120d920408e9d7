import SMTPGrammar

// Sessions stored by version 0.1 kept control in several places: the phase, the open question or the delayed
// one, the SASL exchange, and two booleans. They are read as what they meant.

extension Session {
    /// Reads a session, one that version 0.1 stored too.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try values.decode(Configuration.self, forKey: .settings))
        if let control = try values.decodeIfPresent(Control.self, forKey: .control) {
            self.control = control
            subject = try values.decode(Subject.self, forKey: .subject)
        } else {
            let earlier = try EarlierControl(from: decoder)
            control = earlier.control
            subject = earlier.isOpening ? .connection : .other
        }
        envelope = try values.decode(Envelope.self, forKey: .envelope)
        hello = try values.decodeIfPresent(Hello.self, forKey: .hello)
        authenticatedUser = try values.decodeIfPresent(String.self, forKey: .authenticatedUser)
        peers = try values.decodeIfPresent([Peer].self, forKey: .peers) ?? []
        layers = try values.decodeIfPresent([TLSInfo].self, forKey: .layers) ?? []
        let earlier = try decoder.container(keyedBy: EarlierKeys.self)
        if let layer = try earlier.decodeIfPresent(TLSInfo.self, forKey: .tls) { tls = layer }
        clock = try values.decode(Instant.self, forKey: .clock)
        input = try values.decode(InputBuffer.self, forKey: .input)
        scanner = try values.decode(ContentScanner.self, forKey: .scanner)
        textWatches =
            try values.decodeIfPresent([TextWatch].self, forKey: .textWatches) ?? []
        watch = try values.decodeIfPresent(CredentialWatch.self, forKey: .watch) ?? watch
        received = try values.decodeIfPresent(ReceivedCount.self, forKey: .received) ?? received
        headers = try values.decodeIfPresent([HeaderWatch].self, forKey: .headers) ?? []
        tally = try values.decodeIfPresent(Tally.self, forKey: .tally) ?? tally
        counters = try values.decode(Counters.self, forKey: .counters)
        times = try values.decode(Times.self, forKey: .times)
        trail = try values.decodeIfPresent(Trail.self, forKey: .trail) ?? .none
        listed = try values.decodeIfPresent([String].self, forKey: .listed)
        interruptions =
            try values.decodeIfPresent([InterruptedTransaction].self, forKey: .interruptions) ?? []
    }
}

/// The keys of earlier versions.
private enum EarlierKeys: String, CodingKey { case tls }

/// Where version 0.1 kept control.
private struct EarlierControl: Decodable {
    let phase: Session.Phase
    let pending: Pending?
    let exchange: AuthenticationExchange?
    let isOpening: Bool
    let counters: Flags

    struct Flags: Decodable {
        let isConnected: Bool
        let refusesService: Bool
    }

    enum Pending: Decodable {
        case asked(Question)
        case delayed(Question, until: Instant)
    }

    var control: Control {
        switch pending {
        case nil: resting
        case .asked(let question):
            .question(OpenQuestion(question: question, due: nil, next: resting, origin: phase))
        case .delayed(let question, let until):
            .question(OpenQuestion(question: question, due: until, next: resting, origin: phase))
        }
    }

    private var resting: Control {
        switch phase {
        case .start, .proxyHeader: .unconnected
        case .hello: counters.refusesService ? .refused : .hello
        case .mail: .mail
        case .recipient: .recipient
        case .data, .chunk, .chunks: .text
        case .authentication: exchange.map(Control.response) ?? .mail
        case .handshake: .handshake
        case .turned, .closed: .closed
        }
    }
}
