import SMTPGrammar

/// What `openssl s_client` prints: a lot about TLS, and what the server says.
///
///     CONNECTED(00000003)
///     ---
///     New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384
///     ---
///     250 HELP
struct OpenSSLClient: TranscriptFormat {
    static let description = FormatDescription(
        word: "openssl", name: "output of openssl s_client",
        client: "unmarked, if a terminal was copied", server: "unmarked, with a code",
        remark: """
            With `-starttls smtp`, openssl has said EHLO and STARTTLS itself. It takes lines that begin with \
            R or Q for its own commands: write `rcpt to`, or use `-quiet`.
            """,
        example: """
            CONNECTED(00000003)
            ---
            New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384
            ---
            250 HELP
            EHLO client.example
            250 mx.example
            """)

    static func vote(_ line: LineText) -> FormatVote {
        if line.begins(with: "CONNECTED(") { return .certain }
        if line.equals("RENEGOTIATING") || line.equals("read R BLOCK") { return .certain }
        if line.begins(with: "Post-Handshake New Session Ticket") { return .certain }
        if line.begins(with: "SSL handshake has read ") { return .certain }
        if line.replyCode != nil || line.isCommand { return .direction }
        return Noise.isNoise(line) ? .fits : .none
    }

    /// Lines about TLS.
    private enum Noise {
        static func isNoise(_ line: LineText) -> Bool {
            if line.equals("---") || line.begins(with: "-----") { return true }
            if line.begins(with: "    ") || line.begins(with: " 0 s:") { return true }
            if line.equals("DONE") || line.equals("closed") { return true }
            if line.after(any: beginnings) != nil { return true }
            return line.count > 3 && line.count <= 64 && line.allSatisfy(isBase64)
        }

        private static func isBase64(_ octet: UInt8) -> Bool {
            octet.isLetter || octet.isDigit || octet == ASCII.plus || octet == UInt8(ascii: "/")
                || octet == ASCII.equals
        }

        private static let beginnings: [StaticString] = [
            "depth=", "verify ", "Verif", "Certificate chain", "Server certificate", "subject=",
            "issuer=", "No client certificate", "Peer sign", "Server Temp Key", "Client Certificate",
            "Requested Signature", "Shared ", "Acceptable client", "New, ", "Server public key",
            "Secure Reneg", "Compression: ", "Expansion: ", "No ALPN", "ALPN protocol",
            "Early data", "SSL-Session:", "SSL handshake", "Can't use SSL", "Protocol version",
            "Protocol: ", "DTLS", "   i:", "   a:", "   v:", " 1 s:", " 2 s:", "Connecting to ",
            "40", "Negotiated TLS", "Peer Temp Key", "This TLS version",
        ]
    }

    private var hasSecured = false
    private var hasTyped = false
    private var hasSpoken = false
    private var hasWarned = false
    private var version: String?
    /// Whether lines about TLS come, between dashes.
    private var isInNoise = true

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets
        if text.begins(with: "CONNECTED(") {
            if sink.hasBegun(line) { sink.closed(nil, line) }
            self = OpenSSLClient()
        } else if let name = text.after("New, "), !hasSpoken {
            version = name.prefix { $0 != ASCII.comma }.string
        } else if text.equals("RENEGOTIATING") {
            sink.warn(
                "openssl took a line that begins with R for its own command (renegotiate), so RCPT TO was "
                    + "not sent; write rcpt to, or use -quiet", line)
        } else if text.equals("DONE") || text.equals("closed") {
            if text.equals("DONE"), sink.hasBegun(line) { warnOfQuit(line, into: &sink) }
            sink.closed(text.equals("closed") ? .server : .client, line)
        } else if text.equals("---") || text.begins(with: "Post-Handshake") || text.equals("read R BLOCK") {
            isInNoise = text.equals("---") ? !isInNoise : true
        } else {
            readTalk(text, line, into: &sink)
        }
    }

    private func warnOfQuit(_ line: SourceLine, into sink: inout ConversationSink) {
        sink.warn(
            "openssl ended by itself: its input ended, or a line began with Q, which it takes for its own "
                + "command, so QUIT was not sent; use -quiet", line)
    }

    /// Whoever begins with a code is the server, unless message text is under way.
    private mutating func readTalk(
        _ text: LineText, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        let expected = sink.expectation(of: line)
        let isText = hasTyped && (expected == .text || expected == .response)
        if text.replyCode != nil, !isText {
            begin(text, line, into: &sink)
            if hasSpoken { sink.server(text, line) }
            hasSpoken = true
        } else if hasSpoken, isText || text.isCommand || (hasTyped && !OpenSSLClient.isNoise(text)) {
            hasTyped = true
            sink.client(text, line)
        }
    }

    private static func isNoise(_ text: LineText) -> Bool { text.isEmpty || Noise.isNoise(text) }

    /// The first reply: a greeting, or the end of the reply to the EHLO that openssl sent.
    private mutating func begin(
        _ text: LineText, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        guard !hasSpoken else { return warnOfSilence(text, line, into: &sink) }
        sink.connected(nil, line)
        if text.replyCode == 250, !text.isContinuedReply {
            sink.secured(version, line)
            sink.warn(
                "openssl said EHLO and STARTTLS itself; of the replies only the last line is in the source: "
                    + text.string, line)
        } else {
            if version != nil { sink.secured(version, line) }
            sink.server(text, line)
        }
    }

    private mutating func warnOfSilence(
        _ text: LineText, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        guard !hasTyped, !hasWarned else { return }
        hasWarned = true
        sink.warn("the client's lines are not in the source: openssl does not print them", line)
    }
}
