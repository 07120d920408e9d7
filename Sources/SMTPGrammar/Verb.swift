/// A command's verb: the first word of a command line (RFC 5321 §4.1.1).
@nonexhaustive
public enum Verb: UInt8, CaseIterable, Hashable, Sendable, Codable {
    /// `HELO client.example`: RFC 5321 §4.1.1.1.
    case helo
    /// `EHLO client.example`: RFC 5321 §4.1.1.1.
    case ehlo
    /// `MAIL FROM:<ann@client.example>`: RFC 5321 §4.1.1.2.
    case mail
    /// `RCPT TO:<bob@sim.example>`: RFC 5321 §4.1.1.3.
    case rcpt
    /// `DATA`: RFC 5321 §4.1.1.4.
    case data
    /// `RSET`: RFC 5321 §4.1.1.5.
    case rset
    /// `NOOP`: RFC 5321 §4.1.1.9.
    case noop
    /// `QUIT`: RFC 5321 §4.1.1.10.
    case quit
    /// `VRFY bob`: RFC 5321 §4.1.1.6.
    case vrfy
    /// `EXPN list`: RFC 5321 §4.1.1.7.
    case expn
    /// `HELP`: RFC 5321 §4.1.1.8.
    case help
    /// `AUTH PLAIN`: RFC 4954 §4.
    case auth
    /// `STARTTLS`: RFC 3207 §4.
    case startTLS
    /// `BDAT 1000 LAST`: RFC 3030 §2.
    case bdat
    /// `LHLO client.example`: RFC 2033 §4.1.
    case lhlo
    /// `BURL imap://imap.example/INBOX/;UID=1 LAST`: RFC 4468 §3.
    case burl
    /// `ETRN client.example`: RFC 1985 §5.
    case etrn
    /// `XCLIENT ADDR=192.0.2.1`: Postfix.
    case xClient
    /// `ATRN client.example`: RFC 2645.
    case atrn
    /// `XFORWARD ADDR=192.0.2.1`: Postfix.
    case xForward
    /// Obsolete: RFC 5321 appendix F.1 for `TURN`, F.6 for the others.
    case turn, send, soml, saml

    /// The verb in capitals, as in the RFCs: `STARTTLS`.
    public var name: String {
        switch self {
        case .helo: "HELO"
        case .ehlo: "EHLO"
        case .mail: "MAIL"
        case .rcpt: "RCPT"
        case .data: "DATA"
        case .rset: "RSET"
        case .noop: "NOOP"
        case .quit: "QUIT"
        case .vrfy: "VRFY"
        case .expn: "EXPN"
        case .help: "HELP"
        case .auth: "AUTH"
        case .startTLS: "STARTTLS"
        case .bdat: "BDAT"
        case .lhlo: "LHLO"
        case .burl: "BURL"
        case .etrn: "ETRN"
        case .atrn: "ATRN"
        case .xClient: "XCLIENT"
        case .xForward: "XFORWARD"
        case .turn: "TURN"
        case .send: "SEND"
        case .soml: "SOML"
        case .saml: "SAML"
        }
    }

    /// The verb of four letters with which octets begin, whatever its case, or nil; there are at least four octets.
    public init?(fourLetters octets: Span<UInt8>) {
        self.init(packed: Verb.pack(octets, 0))
    }

    /// The verb that a word spells, whatever its case, or nil if it is not a verb.
    public init?(_ octets: Span<UInt8>, in range: Range<Int>) {
        switch range.count {
        case 4: self.init(packed: Verb.pack(octets, range.lowerBound))
        case 8:
            let first = Verb.pack(octets, range.lowerBound)
            let second = Verb.pack(octets, range.lowerBound + 4)
            if first == Verb.star, second == Verb.ttls {
                self = .startTLS
            } else if first == Verb.xfor, second == Verb.ward {
                self = .xForward
            } else {
                return nil
            }
        case 7:
            // The two halves share a letter.
            let first = Verb.pack(octets, range.lowerBound)
            let second = Verb.pack(octets, range.lowerBound + 3)
            guard first == Verb.xcli, second == Verb.ient else { return nil }
            self = .xClient
        default: return nil
        }
    }

    /// The verb of that name, whatever its case, or nil.
    public init?(_ name: String) {
        let octets = Array(name.utf8)
        self.init(octets.span, in: 0..<octets.count)
    }

    private static let star: UInt32 = 0x5354_4152
    private static let ttls: UInt32 = 0x5454_4C53
    private static let xfor: UInt32 = 0x5846_4F52
    private static let ward: UInt32 = 0x5741_5244
    private static let xcli: UInt32 = 0x5843_4C49
    private static let ient: UInt32 = 0x4945_4E54

    /// Four letters as one number, in capitals, so that a verb is found by one comparison.
    ///
    /// Clearing bit 5 makes a lower-case letter its capital, and no other octet becomes a letter.
    @inline(__always)
    private static func pack(_ octets: Span<UInt8>, _ offset: Int) -> UInt32 {
        octets.withUnsafeBytes { text in
            let letters = text.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            return UInt32(bigEndian: letters) & 0xDFDF_DFDF
        }
    }

    @inline(__always)
    private init?(packed: UInt32) {
        switch packed {
        case 0x4845_4C4F: self = .helo
        case 0x4548_4C4F: self = .ehlo
        case 0x4D41_494C: self = .mail
        case 0x5243_5054: self = .rcpt
        case 0x4441_5441: self = .data
        case 0x5253_4554: self = .rset
        case 0x4E4F_4F50: self = .noop
        case 0x5155_4954: self = .quit
        case 0x5652_4659: self = .vrfy
        case 0x4558_504E: self = .expn
        case 0x4845_4C50: self = .help
        case 0x4155_5448: self = .auth
        case 0x4244_4154: self = .bdat
        case 0x4C48_4C4F: self = .lhlo
        case 0x4255_524C: self = .burl
        case 0x4554_524E: self = .etrn
        case 0x4154_524E: self = .atrn
        case 0x5455_524E: self = .turn
        case 0x5345_4E44: self = .send
        case 0x534F_4D4C: self = .soml
        case 0x5341_4D4C: self = .saml
        default: return nil
        }
    }
}
