import SASL
import SASLCryptography
import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPSession

// What mailhog/smtp means to do, asked of SMTPServer, its counterpart on the machine that follows the
// RFCs: the five behaviour variables, the eight hooks, and each intent after the original's own
// tests. Where the original has a quirk, the test says what is done instead (docs/mailhog.md).
//
// 1-25 are the original's behaviours in the order of its parts; SeedIntents + the name of the part
// is the suite.
//
// |    | intent                                | test                                             |
// |----|---------------------------------------|--------------------------------------------------|
// | –  | states and their names                | Order: states, outOfOrder                        |
// | –  | defaults, greeting, start             | Order: defaults, greeting, restart               |
// | –  | replies, one line and several         | Lines: wire                                      |
// | 1  | only CR LF ends a line                | Lines: bareLineEnds                              |
// | 2  | parse: one line a call, the rest back | Lines: oneLineACall, splitAnywhere, oneLineCalls |
// | 3  | CR and LF around a command            | Lines: bareLineEnds, oneLineCalls                |
// | 4  | blanks and the case of verbs          | Lines: blanks                                    |
// | 5  | the empty line                        | Lines: blanks                                    |
// | 6  | maximumLineLength                     | Lines: maximumLineLength, trailingBlanks,        |
// |    |                                       | textLines; VerbFilter: tooLong                   |
// | 7  | NUL and 8-bit                         | Lines: noEcho                                    |
// | 8  | RSET                                  | Order: reset                                     |
// | 9  | QUIT                                  | Order: quit                                      |
// | 10 | arguments where none belong           | Order: arguments                                 |
// | 11 | commands within an exchange           | Authentication: everyLineIsAResponse             |
// | 12 | VRFY, EXPN, HELP, TURN, BDAT          | Order: otherVerbs                                |
// | –  | HELO and EHLO                         | Order: hello, noLeak, needsName                  |
// | 13 | which mechanism                       | Authentication: mechanismNames, order, listed,   |
// |    |                                       | listedBeforeTLS, listedUnderRequireTLS           |
// | 14 | who says yes, who says no             | Authentication: verdicts, notOffered             |
// | 15 | PLAIN                                 | Authentication: plain, broken, otherIdentity     |
// | 16 | LOGIN                                 | Authentication: login                            |
// | 17 | CRAM-MD5, EXTERNAL                    | Authentication: cramMD5, external, otherIdentity |
// | 18 | after the exchange; passwords in logs | Authentication: remembered; Log: secrets         |
// | –  | STARTTLS and tlsHandler               | TLS: all                                         |
// | 19 | requireTLS                            | TLS: requireTLS, requireTLSAfter                 |
// | –  | MAIL and RCPT                         | Envelope: all                                    |
// | 20 | maximumRecipients, order of checks    | Envelope: maximumRecipients, noRecipients,       |
// |    |                                       | orderOfChecks                                    |
// | –  | DATA                                  | Message: needsRecipients, everyLineIsText        |
// | 21 | time by the size                      | the benchmarks, which time it                    |
// | 22 | the empty message                     | Message: empty                                   |
// | 23 | unstuffing, and no other end          | Message: unstuffed, noSmuggling                  |
// | 24 | messageReceived; the next message     | Message: stored, next, notStored,                |
// |    |                                       | processDataEnds                                  |
// | 25 | what closes the session               | Order: tooManyErrors; Authentication: guessing   |
// | –  | verbFilter                            | VerbFilter: all                                  |
// | –  | logHandler                            | Log: all                                         |

/// A server under these tests.
enum SeedIntents {
    /// A server that keeps what its closures see, and has had its EHLO.
    static func greeted(
        _ record: Record = Record(), _ change: (SMTPServer) -> Void = { _ in }
    ) -> SMTPServer {
        let server = SMTPServerTests.storing(record)
        change(server)
        server.start()
        server.processCommand("EHLO c.example")
        return server
    }

    /// The same inside TLS, where passwords may be sent.
    static func authenticating(
        _ record: Record = Record(), _ mechanisms: [String] = ["PLAIN", "LOGIN", "CRAM-MD5"],
        accepts: @escaping (String, [String]) throws -> Bool = { _, _ in true }
    ) -> SMTPServer {
        let server = SMTPServerTests.storing(record)
        server.mechanisms = .standard + .cryptographic
        server.authenticationMechanisms = { mechanisms }
        server.validateAuthentication = { mechanism, arguments in
            record.seen = [mechanism] + arguments
            return try accepts(mechanism, arguments)
        }
        server.start(Peer(tls: TLSInfo(clientIdentity: "ann")))
        server.processCommand("EHLO c.example")
        return server
    }

    static func base64(_ text: String) -> String {
        String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self)
    }
}

extension SMTPServer {
    /// Sends commands, and says what each was answered; 0 for nothing.
    func codes(_ lines: String...) -> [UInt16] {
        lines.map { processCommand($0)?.code ?? 0 }
    }
}

extension Reply {
    /// The text, which these tests know to be one.
    var words: String { String(decoding: text, as: UTF8.self) }
}

extension Envelope {
    /// The reverse path without brackets.
    var senderText: String? { sender.map { String(decoding: $0.mailbox, as: UTF8.self) } }

    /// The forward paths without brackets.
    var recipientTexts: [String] { recipients.map { String(decoding: $0.mailbox, as: UTF8.self) } }
}
