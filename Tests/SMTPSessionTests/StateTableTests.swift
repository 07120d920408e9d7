import SMTPGrammar
import SMTPSession
import Testing

// RFC 5321 §4.3.2 lists which codes a command can get; §4.1.4 says in which order commands stand. The tables
// say it for each state and each verb: the code of the reply, `·` for none, `✗` for an input that the machine
// does not take there. While a SASL response is due, a verb that happens to be base64 is one, and the
// server goes on with the exchange. A verb that is missing in them fails the test.

@Suite("The code of each command in each state (RFC 5321 §4.3.2)")
struct StateTableTests {
    @Test("In each state")
    func states() {
        expect(
            """
            verb     START HELLO MAIL HELO RCPT RCPT+ DATA AUTH TLS CLOSED
            HELO     ✗     250   250  250  250  250   ·    501  ·   ✗
            EHLO     ✗     250   250  250  250  250   ·    501  ·   ✗
            MAIL     ✗     503   250  250  503  503   ·    501  ·   ✗
            RCPT     ✗     503   503  503  250  250   ·    501  ·   ✗
            DATA     ✗     503   503  503  503  354   ·    334  ·   ✗
            RSET     ✗     250   250  250  250  250   ·    334  ·   ✗
            NOOP     ✗     250   250  250  250  250   ·    334  ·   ✗
            QUIT     ✗     221   221  221  221  221   ·    334  ·   ✗
            VRFY     ✗     252   252  252  252  252   ·    501  ·   ✗
            EXPN     ✗     252   252  252  252  252   ·    501  ·   ✗
            HELP     ✗     214   214  214  214  214   ·    334  ·   ✗
            AUTH     ✗     503   334  503  503  503   ·    501  ·   ✗
            STARTTLS ✗     503   220  220  220  220   ·    334  ·   ✗
            BDAT     ✗     502   502  502  502  502   ·    501  ·   ✗
            LHLO     ✗     500   500  500  500  500   ·    501  ·   ✗
            BURL     ✗     502   502  502  502  502   ·    501  ·   ✗
            ETRN     ✗     502   502  502  502  502   ·    501  ·   ✗
            XCLIENT  ✗     502   502  502  502  502   ·    501  ·   ✗
            ATRN     ✗     502   502  502  502  502   ·    501  ·   ✗
            XFORWARD ✗     502   502  502  502  502   ·    501  ·   ✗
            TURN     ✗     502   502  502  502  502   ·    334  ·   ✗
            SEND     ✗     502   502  502  502  502   ·    501  ·   ✗
            SOML     ✗     502   502  502  502  502   ·    501  ·   ✗
            SAML     ✗     502   502  502  502  502   ·    501  ·   ✗
            """, Place.states)
    }

    @Test("With each extension switched off, and what a server can demand")
    func settings() {
        expect(
            """
            verb     all-on off disabled tls-required inside-TLS auth-required authenticated refused
            HELO     250    250 502      530          250        250           250           503
            EHLO     250    250 502      250          250        250           250           503
            MAIL     250    250 502      530          250        530           250           503
            RCPT     503    503 502      530          503        530           503           503
            DATA     503    503 502      530          503        530           503           503
            RSET     250    250 502      530          250        250           250           503
            NOOP     250    250 502      250          250        250           250           503
            QUIT     221    221 502      221          221        221           221           221
            VRFY     252    252 502      530          252        530           252           503
            EXPN     252    502 502      530          252        530           252           503
            HELP     214    502 502      530          214        214           214           503
            AUTH     334    502 502      530          334        334           503           503
            STARTTLS 220    502 502      220          503        220           220           503
            BDAT     503    502 502      530          502        502           502           503
            LHLO     500    500 500      530          500        500           500           503
            BURL     503    502 502      530          502        502           502           503
            ETRN     250    502 502      530          502        502           502           503
            XCLIENT  220    502 502      530          502        502           502           503
            ATRN     530    502 502      530          502        502           502           503
            XFORWARD 250    502 502      530          502        502           502           503
            TURN     502    502 502      530          502        502           502           503
            SEND     502    502 502      530          502        502           502           503
            SOML     502    502 502      530          502        502           502           503
            SAML     502    502 502      530          502        502           502           503
            """, Place.settings)
    }

    @Test("With each extension switched on, in each state that they bring or change")
    func everything() {
        expect(
            """
            verb     HELLO MAIL HELO RCPT refused RCPT+ BDAT chunks failed binary binary! known TURNED
            HELO     250   250  250  250  250     250   ·    250    250    250    250     250   QUIT
            EHLO     250   250  250  250  250     250   ·    250    250    250    250     250   QUIT
            MAIL     503   250  250  503  503     503   ·    503    503    503    503     250   QUIT
            RCPT     503   503  503  250  250     250   ·    503    503    250    503     503   QUIT
            DATA     503   503  503  503  554     354   ·    503    503    503    503     503   QUIT
            RSET     250   250  250  250  250     250   ·    250    250    250    250     250   QUIT
            NOOP     250   250  250  250  250     250   ·    250    250    250    250     250   QUIT
            QUIT     221   221  221  221  221     221   ·    221    221    221    221     221   QUIT
            VRFY     252   252  252  252  252     252   ·    252    252    252    252     252   QUIT
            EXPN     252   252  252  252  252     252   ·    252    252    252    252     252   QUIT
            HELP     214   214  214  214  214     214   ·    214    214    214    214     214   QUIT
            AUTH     503   334  503  503  503     503   ·    503    503    503    503     503   QUIT
            STARTTLS 503   220  220  220  220     220   ·    220    220    220    220     220   QUIT
            BDAT     503   503  503  503  554     250   ·    250    503    250    503     503   QUIT
            LHLO     500   500  500  500  500     500   ·    500    500    500    500     500   QUIT
            BURL     503   503  503  503  554     554   ·    554    503    554    503     503   QUIT
            ETRN     503   250  503  503  503     503   ·    503    503    503    503     250   QUIT
            XCLIENT  220   220  220  503  503     503   ·    503    503    503    503     220   QUIT
            ATRN     530   530  530  530  530     530   ·    530    530    530    530     250   QUIT
            XFORWARD 503   250  250  503  503     503   ·    503    503    503    503     250   QUIT
            TURN     502   502  502  502  502     502   ·    502    502    502    502     502   QUIT
            SEND     502   502  502  502  502     502   ·    502    502    502    502     502   QUIT
            SOML     502   502  502  502  502     502   ·    502    502    502    502     502   QUIT
            SAML     502   502  502  502  502     502   ·    502    502    502    502     502   QUIT
            """, Place.everything)
    }

    @Test("In LMTP (RFC 2033 §4)")
    func localMail() {
        expect(
            """
            verb     HELLO MAIL RCPT refused RCPT+ chunks DATA
            HELO     500   500  500  500     500   500    ·
            EHLO     500   500  500  500     500   500    ·
            MAIL     503   250  503  503     503   503    ·
            RCPT     503   503  250  250     250   503    ·
            DATA     503   503  503  503     354   503    ·
            RSET     250   250  250  250     250   250    ·
            NOOP     250   250  250  250     250   250    ·
            QUIT     221   221  221  221     221   221    ·
            VRFY     252   252  252  252     252   252    ·
            EXPN     252   252  252  252     252   252    ·
            HELP     214   214  214  214     214   214    ·
            AUTH     503   334  503  503     503   503    ·
            STARTTLS 503   220  220  220     220   220    ·
            BDAT     503   503  ·    ·       250   250    ·
            LHLO     250   250  250  250     250   250    ·
            BURL     503   503  503  503     554   554    ·
            ETRN     503   250  503  503     503   503    ·
            XCLIENT  220   220  503  503     503   503    ·
            ATRN     530   530  530  530     530   530    ·
            XFORWARD 503   250  503  503     503   503    ·
            TURN     502   502  502  502     502   502    ·
            SEND     502   502  502  502     502   502    ·
            SOML     502   502  502  502     502   502    ·
            SAML     502   502  502  502     502   502    ·
            """, Place.localMail)
    }

    @Test("On-demand mail relay (RFC 2645 §5)")
    func relay() {
        expect(
            """
            verb     HELLO MAIL known TURNED
            HELO     502   502  502   QUIT
            EHLO     250   250  502   QUIT
            MAIL     502   502  502   QUIT
            RCPT     502   502  502   QUIT
            DATA     502   502  502   QUIT
            RSET     502   502  502   QUIT
            NOOP     502   502  502   QUIT
            QUIT     221   221  221   QUIT
            VRFY     502   502  502   QUIT
            EXPN     502   502  502   QUIT
            HELP     502   502  502   QUIT
            AUTH     503   334  502   QUIT
            STARTTLS 502   502  502   QUIT
            BDAT     502   502  502   QUIT
            LHLO     502   502  502   QUIT
            BURL     502   502  502   QUIT
            ETRN     502   502  502   QUIT
            XCLIENT  502   502  502   QUIT
            ATRN     530   530  250   QUIT
            XFORWARD 502   502  502   QUIT
            TURN     502   502  502   QUIT
            SEND     502   502  502   QUIT
            SOML     502   502  502   QUIT
            SAML     502   502  502   QUIT
            """, Place.relay)
    }

    /// Compares a table with the machine; a failure shows the table that the machine has.
    private func expect(
        _ table: String, _ places: [Place], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let rows =
            [["verb"] + places.map(\.name)]
            + Verb.allCases.map { verb in
                [verb.name] + places.map { $0.code(of: verb) }
            }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let cells = zip(row, widths).map { text, width in
                text + String(repeating: " ", count: width - text.count)
            }
            return cells.joined(separator: " ")
        }
        let expected = table.split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
        #expect(
            expected == rows,
            "the machine says:\n\(lines.joined(separator: "\n"))", sourceLocation: sourceLocation)
    }
}

/// A state of a session, by what leads to it.
private struct Place {
    let name: String
    var inputs: [Input] = []
    var configure: @Sendable (inout Configuration) -> Void = { _ in }
    var isConnected = true

    /// What the server answers to a well-formed command.
    func code(of verb: Verb) -> String {
        var configuration = Configuration()
        configuration.questions = HookSet([.auth, .connect])
        configure(&configuration)
        var session = Session(configuration)
        for input in (isConnected ? [.connected(Peer()), .answer(.accept())] : []) + inputs {
            guard (try? session.receive(input)) != nil else { return "?" }
        }
        let octets = Array("\(Place.command(verb))\r\n".utf8)
        guard var outputs = try? session.receive(.bytes(octets)) else { return "✗" }
        if let question = session.openQuestion {
            let answer: Answer = question.hook == .auth ? .challenge([]) : .accept()
            outputs += (try? session.receive(.answer(answer))) ?? []
        }
        for case .reply(let reply) in outputs {
            // Where roles are reversed, what the server says is a command.
            return reply.code > 0 ? "\(reply.code)" : reply.lines.first ?? ""
        }
        return "·"
    }

    private static func command(_ verb: Verb) -> String {
        switch verb {
        case .helo, .ehlo, .lhlo: "\(verb.name) client.example"
        case .mail, .send, .soml, .saml: "\(verb.name) FROM:<ann@client.example>"
        case .rcpt: "RCPT TO:<bob@sim.example>"
        case .vrfy, .expn: "\(verb.name) bob"
        case .auth: "AUTH CRAM-MD5"
        case .bdat: "BDAT 0 LAST"
        case .burl: "BURL imap://ann@mail.example/INBOX;uid=1/;urlauth=submit+ann LAST"
        case .etrn, .atrn: "\(verb.name) client.example"
        case .xClient, .xForward: "\(verb.name) ADDR=192.0.2.1"
        case .data, .rset, .noop, .quit, .help, .startTLS, .turn: verb.name
        }
    }

    private static func line(_ text: String) -> Input { .bytes(Array("\(text)\r\n".utf8)) }

    private static let hello = line("EHLO client.example")
    private static let mail = [hello, line("MAIL FROM:<ann@client.example>")]
    private static let rcpt = mail + [line("RCPT TO:<bob@sim.example>")]
    private static let auth = [hello, line("AUTH CRAM-MD5")]

    static let states = [
        Place(name: "START", isConnected: false), Place(name: "HELLO"),
        Place(name: "MAIL", inputs: [hello]),
        Place(name: "HELO", inputs: [line("HELO client.example")]),
        Place(name: "RCPT", inputs: mail), Place(name: "RCPT+", inputs: rcpt),
        Place(name: "DATA", inputs: rcpt + [line("DATA")]),
        Place(name: "AUTH", inputs: auth + [.answer(.challenge([]))]),
        Place(name: "TLS", inputs: [hello, line("STARTTLS")]),
        Place(name: "CLOSED", inputs: [line("QUIT")]),
    ]

    private static let chunk = rcpt + [line("BDAT 0")]

    static let everything = [
        Place(name: "HELLO"), Place(name: "MAIL", inputs: [hello]),
        Place(name: "HELO", inputs: [line("HELO client.example")]),
        Place(name: "RCPT", inputs: mail),
        Place(name: "refused", inputs: mail + [line("RCPT TO:<>")]),
        Place(name: "RCPT+", inputs: rcpt), Place(name: "BDAT", inputs: rcpt + [line("BDAT 1000")]),
        Place(name: "chunks", inputs: chunk),
        Place(name: "failed", inputs: rcpt + [line("BDAT 0 X")]),
        Place(
            name: "binary",
            inputs: [hello, line("MAIL FROM:<ann@client.example> BODY=BINARYMIME")]
                + [line("RCPT TO:<bob@sim.example>")]),
        Place(
            name: "binary!",
            inputs: [hello, line("MAIL FROM:<ann@client.example> BODY=BINARYMIME")]
                + [line("RCPT TO:<bob@sim.example>"), line("DATA")]),
        Place(name: "known", inputs: authenticated),
        Place(name: "TURNED", inputs: authenticated + [line("ATRN client.example")]),
    ].map { $0.with { $0.extensions = .all } }

    private static let authenticated = auth + [.answer(.authenticated("ann"))]
    private static let localHello = line("LHLO client.example")
    private static let localMailTransaction = [localHello, line("MAIL FROM:<ann@client.example>")]
    private static let localRecipient =
        localMailTransaction + [line("RCPT TO:<bob@sim.example>")]

    static let localMail = [
        Place(name: "HELLO"), Place(name: "MAIL", inputs: [localHello]),
        Place(name: "RCPT", inputs: localMailTransaction),
        Place(name: "refused", inputs: localMailTransaction + [line("RCPT TO:<>")]),
        Place(name: "RCPT+", inputs: localRecipient),
        Place(name: "chunks", inputs: localRecipient + [line("BDAT 0")]),
        Place(name: "DATA", inputs: localRecipient + [line("DATA")]),
    ].map {
        $0.with {
            $0.isLMTP = true
            $0.extensions = .all
        }
    }

    static let relay = [
        Place(name: "HELLO"), Place(name: "MAIL", inputs: [hello]),
        Place(name: "known", inputs: authenticated),
        Place(name: "TURNED", inputs: authenticated + [line("ATRN client.example")]),
    ].map {
        $0.with {
            $0.isRelayOnDemand = true
            $0.extensions = [.auth, .reversal]
        }
    }

    static let settings = [
        Place(name: "all-on", inputs: [hello]) { $0.extensions = .all },
        Place(name: "off", inputs: [hello]) { $0.extensions = [] },
        Place(name: "disabled") { $0.disabledVerbs = Set(Verb.allCases.map(\.name)) },
        Place(name: "tls-required", inputs: [hello]) { $0.requiresTLS = true },
        Place(
            name: "inside-TLS", inputs: [hello, line("STARTTLS"), .secured(TLSInfo()), hello]),
        Place(name: "auth-required", inputs: [hello]) { $0.requiresAuthentication = true },
        Place(name: "authenticated", inputs: auth + [.answer(.authenticated("ann"))]),
        Place(name: "refused", inputs: [.answer(.reject())], isConnected: false).refused,
    ]

    /// The same, with a server that is set otherwise.
    private func with(_ configure: @escaping @Sendable (inout Configuration) -> Void) -> Place {
        var place = self
        place.configure = configure
        return place
    }

    /// The same, with the connection refused.
    private var refused: Place {
        var place = self
        place.inputs = [.connected(Peer()), .answer(.reject())]
        return place
    }
}
