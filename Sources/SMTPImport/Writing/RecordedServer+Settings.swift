import OctetText
import SMTPPolicy
import SMTPSession

extension RecordedServer {
    /// The `:set` lines, each with LF: all, or only the name, which no server has by itself.
    func settings(all: Bool) -> [UInt8] {
        var lines = speaksLMTP ? ":set lmtp on\n" : ""
        for (name, value) in values(all: all) {
            lines += ":set \(name) \(EscapedText.word(value))\n"
        }
        if takesLineFeeds { lines += ":set tolerate.\(Rule.bareLineFeed.id) on\n" }
        return Array(lines.utf8)
    }

    private func values(all: Bool) -> [(String, String)] {
        let host = hostname
        var settings: [(String, String)] = []
        if let host { settings.append(("hostname", host)) }
        guard all else { return settings }
        if let ident = ident(after: host) { settings.append(("ident", ident)) }
        if let text = helloText(host) { settings.append((Setting.helloText, text)) }
        settings += offered
        let isAllowed = settings.contains { $0.0 == "plaintext-authentication" }
        if usesAuthInClear, !isAllowed { settings.append(("plaintext-authentication", "on")) }
        return settings
    }

    /// What was listed, in all replies to EHLO together.
    private var offered: [(String, String)] {
        let offers = offers.map { RecordedOffer(lines: $0.lines) }
        guard let first = offers.first else { return [] }
        let offer = offers.dropFirst().reduce(first) { $0.union($1) }
        guard offer.isPlain else { return [] }
        let isInClear = zip(self.offers, offers).contains {
            !$0.isSecured && !$1.mechanisms.isEmpty
        }
        return offer.settings(isInClear: isInClear, unlisted: unlisted).map { ($0.name, $0.value) }
    }

    /// RFC 5321 §4.2: the greeting begins with the server's domain, and so does the reply to EHLO.
    private var hostname: String? {
        let greeted = greeting.split(separator: UInt8(ascii: " ")).first ?? []
        return [greeted, helloName].lazy.map(\.string).first(where: RecordedServer.isHost)
    }

    private static func isHost(_ name: String) -> Bool {
        var configuration = Configuration()
        guard !name.isEmpty, let setting = try? Setting.named("hostname") else { return false }
        return (try? setting.set(&configuration, name)) != nil
    }

    private func ident(after host: String?) -> String? {
        let text = greeting.string
        guard let host, text.hasPrefix(host + " ") else { return nil }
        return String(text.dropFirst(host.count + 1))
    }

    /// The prose of the reply to EHLO, with the names that a server puts in.
    private func helloText(_ host: String?) -> String? {
        var text = hello.string
        guard !text.isEmpty else { return nil }
        if let host, text == host || text.hasPrefix(host + " ") {
            text = "{hostname}" + text.dropFirst(host.count)
        }
        if !clientName.isEmpty, let range = text.firstRange(of: clientName.string) {
            text.replaceSubrange(range, with: "{client}")
        }
        return text == "{hostname} greets {client}" ? nil : text
    }
}

extension Setting {
    fileprivate static let helloText = "text.hello.accepted"
}
