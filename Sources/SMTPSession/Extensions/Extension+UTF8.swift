import SMTPGrammar

// RFC 6531. EHLO: "SMTPUTF8", without parameters, and only with 8BITMIME (§3.1 no. 8). MAIL: "SMTPUTF8",
// without a value; adds 10 octets. VRFY and EXPN may end with it too (§3.1 no. 6).
// §3.3: in addresses and in parameters' values, UTF-8 counts as letters do. §3.5: 550 to MAIL, 553 to RCPT
// if an address needs it and MAIL did not say it; 554 after the text if only the header does.
// RFC 6533 §3: with DSN, ORCPT takes the type utf-8, with UTF-8 as it is or as \x{HEX}.

extension ExtensionSet {
    /// Addresses and headers that are not ASCII (RFC 6531).
    public static let utf8 = ExtensionSet(rawValue: 1 << 44)
}

extension SMTPExtension {
    static let utf8 = SMTPExtension(
        .utf8, "SMTPUTF8", "RFC 6531 §3.1", "Addresses and headers that are not ASCII.",
        """
        Addresses, and the header of the message, may hold UTF-8. MAIL has to say so with the \
        parameter SMTPUTF8, so that servers without the extension are not surprised. It needs 8BITMIME.
        """,
        parameters: [
            ESMTPParameter(
                "SMTPUTF8", on: .mail, .flag, octets: 10, "addresses or header are not ASCII",
                reading: "not ASCII"),
            ESMTPParameter(
                "ORCPT", on: .rcpt, .grammar(.sequence([.text("utf-8;"), .utf8(1...500)])),
                octets: 0, "the recipient as the sender knew it", reading: "originally {}",
                example: "utf-8;b\\x{F6}b@sim.example"),
        ],
        isOn: false)
}

extension Session {
    /// Whether a command with octets above 127 may go on; if not, the client was told.
    mutating func takesNonASCII(
        _ verb: Verb?, _ line: Span<UInt8>, at offset: Int, _ outputs: inout [Output]
    ) -> Bool {
        guard let verb, configuration.offered.contains(.utf8), Session.holdsMailbox(verb),
            Session.firstControl(line) == nil
        else {
            noteStep(line, &outputs)
            refuse(.eightBit, SyntaxError(at: offset, .eightBit), &outputs)
            return false
        }
        guard String(validating: Session.octets(line, from: 0), as: UTF8.self) != nil else {
            refuse(.invalidUTF8, SyntaxError(at: offset, .eightBit, expected: "UTF-8"), &outputs)
            return false
        }
        // What is out of order is refused for that.
        guard fault(of: verb) == nil, !isAnnounced(verb, line) else { return true }
        if verb == .rcpt { counters.recipientCommands += 1 }
        refuse(verb == .mail ? .senderNotASCII : .recipientNotASCII, &outputs)
        return false
    }

    private static func holdsMailbox(_ verb: Verb) -> Bool {
        verb == .mail || verb == .rcpt || verb == .vrfy || verb == .expn
    }

    /// Whether the client has said that it sends UTF-8; VRFY and EXPN need not.
    private func isAnnounced(_ verb: Verb, _ line: Span<UInt8>) -> Bool {
        switch verb {
        case .mail: Session.hasWord("SMTPUTF8", line)
        case .rcpt: envelope.parameters["SMTPUTF8"] != nil
        default: true
        }
    }

    private static func firstControl(_ line: Span<UInt8>) -> Int? {
        line.indices.first { line[$0] < ASCII.space && line[$0] != ASCII.tab || line[$0] == 0x7F }
    }

    /// Whether a word, in capitals, stands after the verb.
    private static func hasWord(_ word: String, _ line: Span<UInt8>) -> Bool {
        octets(line, from: 0).split(separator: ASCII.space).dropFirst().contains {
            $0.map(ASCII.uppercased).elementsEqual(word.utf8)
        }
    }

    /// What VRFY or EXPN asks for, without the parameter SMTPUTF8 (RFC 6531 §3.7.4.2).
    mutating func withoutUTF8Parameter(_ argument: String) -> String {
        subject = .mailbox
        guard configuration.offered.contains(.utf8),
            argument.uppercased().hasSuffix(" SMTPUTF8")
        else { return argument }
        subject = .mailboxInUTF8
        return String(argument.dropLast(" SMTPUTF8".count))
    }
}

extension HeaderCheck {
    /// RFC 6531 §3.4: the client "MUST supply the SMTPUTF8 parameter" for such a header.
    static let headerIsASCII = HeaderCheck {
        $0.configuration.offered.contains(.utf8) && $0.envelope.parameters["SMTPUTF8"] == nil
    } problem: {
        $0.header.isNonASCII ? Refusal(rule: .headerNotASCII) : nil
    }
}
