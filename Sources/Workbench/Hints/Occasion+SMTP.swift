import OctetText
import SMTPDriver
import SMTPGrammar
import SMTPImport
import SMTPSession
import SMTPSimulator

/// What a line says that was perhaps meant for the server.
extension Occasion {
    /// Whether the line looks like a command of a client.
    var looksLikeSMTP: Bool {
        guard act == .line, command == nil, let first = words.first,
            VerbDeclaration.taught.contains(where: { $0.verb.name == first })
        else { return false }
        // A word of a letter can be a verb too; one with its argument hardly.
        return words.count == 1 || ["EHLO", "HELO", "AUTH"].contains(first)
            || text.uppercased().hasPrefix("MAIL FROM:") || text.uppercased().hasPrefix("RCPT TO:")
    }

    /// Whether a 421 was said, and the connection is still open.
    var hasOpen421: Bool {
        replies.contains { $0.code == 421 } && after.expectation != .nothing
    }

    var isAfterRefusedDATA: Bool {
        lastKnown.map { $0.verb == "DATA" && !$0.isResponse && $0.code >= 400 } ?? false
    }

    /// Whether the machine takes the line for the rest of a message text.
    var isAfterDot: Bool {
        guard act == .line, command == nil else { return false }
        return after.steps.last?.events.contains { event in
            if case .note(let note) = event { note.rule == .textAfterDot } else { false }
        } ?? false
    }

    /// Whether the line is base64, and follows AUTH or a response.
    var isMoreBase64: Bool {
        guard words.count == 1, text.utf8.count >= 8, text.utf8.allSatisfy(Occasion.isBase64) else {
            return false
        }
        return lastKnown.map { $0.isResponse || $0.verb == "AUTH" } ?? false
    }

    private static func isBase64(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"),
            UInt8(ascii: "="):
            true
        default: false
        }
    }

    /// A greeting that works, where the line has the verb only.
    var helloAlone: String? {
        guard isRefused, says("ehlo", "helo") else { return nil }
        return "\(text.uppercased()) client.example"
    }

    var hasSeveralRecipients: Bool {
        guard text.uppercased().hasPrefix("RCPT TO:") else { return false }
        let path = text.dropFirst(8)
        return path.filter { $0 == "<" }.count > 1
            || path.contains(where: { $0 == "," || $0 == ";" })
                && path.filter { $0 == "@" }.count > 1
    }

    var foreignFormat: String? { TranscriptReader.recognise(line: Array(text.utf8))?.name }

    /// Whether the line is made of words, as nothing of SMTP is.
    var isSentence: Bool {
        guard act == .line, command == nil else { return false }
        if text.unicodeScalars.contains(where: { !$0.isASCII && $0 != "\u{FFFD}" }) { return true }
        let isWord: (Substring) -> Bool = { word in
            word.allSatisfy { $0.isASCII && $0.isLetter || ",.!?'".contains($0) }
        }
        let first = words.first.map(String.init) ?? ""
        // I and A are words of English, and no verbs.
        let isInCapitals = first.count > 1 && first == first.uppercased()
        return words.count >= 3 && !isInCapitals && words.allSatisfy(isWord)
    }
}

extension Occasion {
    /// The verb, or the beginning of a command, that a mistyped one was most likely meant to be.
    var meantVerb: String? {
        guard act == .line, command == nil else { return nil }
        let typed = text.prefix { $0.isASCII && $0.isLetter }.uppercased()
        let names = VerbDeclaration.taught.map(\.verb.name)
        guard typed.count >= 2, typed.count <= 20, !names.contains(typed) else { return nil }
        if let meant = Occasion.otherWords[typed] { return meant }
        // A verb of another server is not mistyped; :why tells whose it is.
        guard Reference.otherVerb(typed) == nil, Reference.owner(of: typed) == nil else {
            return nil
        }
        return typed.count < 3 ? nil : nearestName(to: typed, among: names)
    }

    /// Words that people use for verbs, and that are spelled otherwise.
    private static let otherWords = [
        "MAILFROM": "MAIL FROM:", "FROM": "MAIL FROM:", "SENDER": "MAIL FROM:",
        "RCPTTO": "RCPT TO:", "TO": "RCPT TO:", "RECIPIENT": "RCPT TO:",
        "HELLO": "EHLO", "HI": "EHLO", "HEY": "EHLO", "HALLO": "EHLO",
        "START": "STARTTLS", "TLS": "STARTTLS", "SSL": "STARTTLS",
        "LOGIN": "AUTH", "USER": "AUTH", "PASS": "AUTH",
        "BYE": "QUIT", "LOGOUT": "QUIT", "END": "QUIT", "DISCONNECT": "QUIT",
        "RESET": "RSET", "ABORT": "RSET", "VERIFY": "VRFY", "EXPAND": "EXPN",
        "SUBJECT": "DATA", "BODY": "DATA", "MESSAGE": "DATA",
    ]
}
