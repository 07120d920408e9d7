import SMTPGrammar

/// What JavaMail and Jakarta Mail print with `mail.debug`: lines of their own, and the session without marks.
///
///     DEBUG SMTP: trying to connect to host "mx.example", port 25, isSSL false
///     220 mx.example ESMTP
///     EHLO client.example
///     250 mx.example
///     DEBUG SMTP: AUTH LOGIN command trace suppressed
///     DEBUG SMTP: AUTH LOGIN succeeded
///
/// Unless `mail.debug.auth` is set, AUTH is left out: an exchange with stand-ins takes its place.
struct JavaMailLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "javamail", name: "a log of JavaMail", client: "unmarked",
        server: "unmarked, with a code",
        remark: """
            Of JavaMail and Jakarta Mail, with `mail.debug`. AUTH is in it only with `mail.debug.auth`; \
            otherwise stand-ins take its place.
            """,
        example: """
            DEBUG SMTP: useEhlo true, useAuth false
            DEBUG SMTP: trying to connect to host "mx.example", port 25, isSSL false
            220 mx.example ESMTP
            DEBUG SMTP: connected to host "mx.example", port: 25
            EHLO client.example
            250 mx.example
            """)

    static let needsCertainLine = true

    static func vote(_ line: LineText) -> FormatVote {
        if line.after(any: ownMarks) != nil { return .certain }
        if line.begins(with: "DEBUG: ") { return .fits }
        return BareTranscript.vote(line)
    }

    private static let ownMarks: [StaticString] = ["DEBUG SMTP: ", "DEBUG SMTPS: "]

    /// The session between the lines of JavaMail.
    private var session = BareTranscript()
    /// The mechanism whose exchange is left out, until it is known how that ended.
    private var hiddenMechanism: String?

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets
        // A message may well quote a log.
        guard sink.expectation(of: line) != .text else { return session.read(line, into: &sink) }
        if let hint = text.after(any: Self.ownMarks) {
            take(hint.withoutLeadingBlanks, line, into: &sink)
        } else if isSession(line, sink) {
            session.read(line, into: &sink)
        }
    }

    /// Whether a line is of the session: JavaMail sends no command that nobody knows.
    private func isSession(_ line: SourceLine, _ sink: ConversationSink) -> Bool {
        sink.expectation(of: line) != .command || sink.isInReply(line)
            || line.octets.replyCode != nil || line.octets.isCommand
    }

    mutating func finish(into sink: inout ConversationSink) { session.finish(into: &sink) }
}

// What JavaMail says itself.

extension JavaMailLog {
    private mutating func take(
        _ hint: LineText, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        if let place = hint.after("trying to connect to host ") {
            // It tries each address of a host until one answers.
            if sink.hasBegun(line) { sink.closed(nil, line) }
            if place.ends(in: "isSSL true") { sink.secured(nil, line) }
        } else if let rest = hint.after("AUTH "), let blank = rest.firstIndex(of: ASCII.space) {
            authenticate(rest[..<blank], rest[(blank + 1)...], line, into: &sink)
        } else if hint.begins(with: "EOF: ") || hint.begins(with: "got response code 421") {
            sink.closed(.server, line)
        }
    }

    /// `AUTH LOGIN command trace suppressed`, later `AUTH LOGIN succeeded` or `AUTH LOGIN failed`.
    private mutating func authenticate(
        _ mechanism: LineText, _ what: LineText, _ line: SourceLine,
        into sink: inout ConversationSink
    ) {
        if what.begins(with: "command trace suppressed") {
            hiddenMechanism = mechanism.string
        } else if let hidden = hiddenMechanism,
            what.begins(with: "succeeded") || what.begins(with: "failed")
        {
            hiddenMechanism = nil
            standIn(hidden, isTaken: what.begins(with: "succeeded"), line, into: &sink)
        }
    }

    /// An exchange that was left out, as its mechanism has it.
    private func standIn(
        _ mechanism: String, isTaken: Bool, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        if mechanism == "LOGIN" {
            sink.client(Array("AUTH LOGIN".utf8)[...], line)
            for prompt in ["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6"] {
                sink.server(Array(prompt.utf8)[...], line)
                sink.hiddenResponse(line)
            }
        } else {
            sink.client(Array("AUTH \(mechanism) ********".utf8)[...], line)
        }
        let verdict = isTaken ? "235 Authentication succeeded" : "535 Authentication failed"
        sink.server(Array(verdict.utf8)[...], line)
        sink.warn("AUTH \(mechanism) is not in the source: stand-ins take its place", line)
    }
}
