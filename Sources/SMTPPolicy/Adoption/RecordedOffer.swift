import SMTPGrammar
import SMTPSession

/// What a recorded reply to EHLO lists, as settings of a server that lists the same.
///
///     S: 250-mx.example.com Hello client.example      RecordedOffer(lines: reply.lines)
///     S: 250-SIZE 1000                                .settings: extensions SIZE,X-TOY,
///     S: 250 X-TOY 3                                             maximum-message-size 1000, …
///
/// - SeeAlso: [RFC 5321 §4.1.1.1](https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.1)
public struct RecordedOffer: Hashable, Sendable {
    /// The lines after the greeting, without codes: `SIZE 1000`.
    public var keywordLines: [String]

    /// An offer from the lines after the greeting.
    public init(keywordLines: [String] = []) { self.keywordLines = keywordLines }

    /// An offer from all lines of a reply to EHLO, codes included.
    public init(lines: [[UInt8]]) {
        keywordLines = lines.dropFirst().map { String(decoding: $0.dropFirst(4), as: UTF8.self) }
    }

    /// The words of each line in capitals; lines without a word are left out.
    private var words: [[String]] {
        keywordLines.map { line in line.split(separator: " ").map { $0.uppercased() } }
            .filter { !$0.isEmpty }
    }

    /// The keywords in capitals, in their order.
    public var keywords: [String] { words.map { Presentation.keyword(of: $0[0]) } }

    /// Whether all of it is printable, with keywords as RFC 5321 §4.1.1.1 has them, so that a server can list it.
    public var isPlain: Bool {
        keywordLines.allSatisfy { line in
            line.utf8.count <= 500 && line.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
        }
    }

    /// The SASL mechanisms, of the line `AUTH` and of the old form `AUTH=`.
    public var mechanisms: [String] {
        var found: [String] = []
        for line in words where line[0] == "AUTH" || line[0].hasPrefix("AUTH=") {
            let first = line[0].dropFirst(5)
            let names = (first.isEmpty ? [] : [String(first)]) + line.dropFirst()
            found += names.filter { !found.contains($0) }
        }
        return found
    }

    /// The largest message, 0 for no limit; nil if the reply does not say.
    public var messageSize: UInt64? {
        words.first { $0[0] == "SIZE" && $0.count > 1 }.flatMap { UInt64($0[1]) }
    }

    /// The offer that lists what either does, as a server has them on that lists some only inside TLS.
    public func union(_ other: RecordedOffer) -> RecordedOffer {
        var union = self
        for (line, words) in zip(other.keywordLines, other.words) {
            let keyword = Presentation.keyword(of: words[0])
            if let index = union.keywords.firstIndex(of: keyword) {
                // The longer list of mechanisms is the one inside TLS.
                if line.utf8.count > union.keywordLines[index].utf8.count {
                    union.keywordLines[index] = line
                }
            } else {
                union.keywordLines.append(line)
            }
        }
        return union
    }
}

extension RecordedOffer {
    /// The settings, as names and values in the order in which they are to be set, of a server that offers this.
    ///
    /// What is not listed is off.
    ///
    /// - Parameters:
    ///   - isInClear: whether the client got this outside TLS, so that listed mechanisms that send the
    ///     password in clear are allowed there.
    ///   - unlisted: keywords in capitals that the server takes all the same, such as `HELP`, which RFC 5321
    ///     has anyway.
    public func settings(
        isInClear: Bool, unlisted: [String] = []
    ) -> [(name: String, value: String)] {
        let listed = keywords.filter(RecordedOffer.isName).reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }
        let hidden = unlisted.filter { !listed.contains($0) }
        let names = listed + hidden
        var settings = [("extensions", names.isEmpty ? "none" : names.joined(separator: ","))]
        if !hidden.isEmpty { settings.append(("hidden-extensions", hidden.joined(separator: ","))) }
        if let messageSize {
            settings.append(("maximum-message-size", messageSize == 0 ? "off" : "\(messageSize)"))
        } else if names.contains("SIZE") {
            settings.append(("size-form", "bare"))
        }
        settings += authentication(isInClear: isInClear)
        let other = advertised
        if !other.isEmpty {
            settings.append(("advertised-extensions", other.joined(separator: ",")))
        }
        return settings.map { (name: $0.0, value: $0.1) }
    }

    /// Changes a configuration so that it offers this; what does not fit stays as it is.
    public func apply(to configuration: inout Configuration, isInClear: Bool) {
        for (name, value) in settings(isInClear: isInClear) {
            guard let setting = try? Setting.named(name, in: configuration) else { continue }
            try? setting.set(&configuration, value)
        }
    }

    private func authentication(isInClear: Bool) -> [(String, String)] {
        let names = mechanisms.filter { name in
            !name.isEmpty && name.utf8.count <= 20
                && name.utf8.allSatisfy {
                    ASCIISet.letterDigitHyphen.contains($0) || $0 == UInt8(ascii: "_")
                }
        }
        guard !names.isEmpty else { return [] }
        var settings = [("authentication-mechanisms", names.joined(separator: ","))]
        if isInClear, names.contains(where: { OfferedMechanism($0).needsTLS }) {
            settings.append(("plaintext-authentication", "on"))
        }
        if words.contains(where: { $0[0].hasPrefix("AUTH=") }) {
            settings.append(("legacy-auth-keyword", "on"))
        }
        return settings
    }

    /// Lines with more than their keyword that no extension of this server would make.
    private var advertised: [String] {
        let known = SMTPExtension.known
        return zip(keywordLines.filter { $0.contains { $0 != " " } }, words).compactMap { line, words in
            let keyword = Presentation.keyword(of: words[0])
            guard words.count > 1, RecordedOffer.isName(words[0]), !line.contains(",") else {
                return nil
            }
            let own = known.first { $0.keyword == keyword }
            switch own?.arguments {
            case .messageSize, .mechanisms: return nil
            case .words(let usual): return usual == Array(words.dropFirst()) ? nil : line
            case .template, nil: return line
            }
        }
    }

    /// RFC 5321 §4.1.1.1: `ehlo-keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")`
    private static func isName(_ word: String) -> Bool {
        word.utf8.first.map { $0 != ASCII.hyphen } == true && word.utf8.count <= 100
            && word.utf8.allSatisfy {
                ASCIISet.letterDigitHyphen.contains($0) || $0 == UInt8(ascii: "_")
            }
    }
}
