import OctetText
import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension MessageCommand: PageCommand {
    func page(_ look: Look) -> Page { look.message(word) }
}

extension MessagesCommand: PageCommand {
    func page(_ look: Look) -> Page { look.messages() }
}

extension Look {
    /// `:messages`: what was received.
    func messages() -> Page {
        var page = page
        let messages = simulator.mailbox.messages
        guard !messages.isEmpty else {
            page.say("No message was received yet.")
            return page
        }
        page.table(messages.map { ($0.identifier, Look.summary($0)) })
        return page
    }

    /// `:message NAME`: one message, its envelope and its text.
    func message(_ name: String) -> Page {
        var page = page
        let mailbox = simulator.mailbox
        guard let message = mailbox[name] ?? mailbox["m" + name] else {
            let known = mailbox.messages.map(\.identifier)
            page.fail(
                "there is no message \(EscapedText.shown(name))",
                hint: known.isEmpty ? nil : known.suffix(10).joined(separator: ", "))
            return page
        }
        page.say("\(message.identifier), \(Look.transmission(message))")
        page.add(message.envelope, in: simulator.configuration)
        guard let content = message.content else {
            let size = counted(message.octets, "octet")
            page.say("The text was not kept, for want of room: \(size).")
            return page
        }
        addText(content, to: &page)
        return page
    }

    /// How many lines of a message are shown.
    private static let lineLimit = 200
    /// How many octets of a line are shown.
    private static let octetLimit = 1_000

    private func addText(_ content: MessageContent, to page: inout Page) {
        let octets = content.octets
        var rest = octets[...]
        var count = 0
        while !rest.isEmpty, count < Look.lineLimit {
            let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
            let text = Look.shown(rest[..<end], hasEnd: end < rest.endIndex)
            page.show(text.isEmpty ? "|" : "| " + text, .plain)
            rest = end < rest.endIndex ? rest[(end + 1)...] : []
            count += 1
        }
        if !rest.isEmpty { page.say("… and \(counted(rest.count, "more octet"))") }
    }

    /// A line of text without its CRLF; another line end, or none, is made visible.
    private static func shown(_ line: ArraySlice<UInt8>, hasEnd: Bool) -> String {
        let isWhole = hasEnd && line.last == 0x0D
        let text = EscapedText.shown(Array(isWhole ? line.dropLast() : line), limit: octetLimit)
        return isWhole ? text : hasEnd ? text + "\\n" : text
    }

    private static func transmission(_ message: ReceivedMessage) -> String {
        let user = message.origin.authenticatedUser.map { ", from user \(EscapedText.shown($0))" }
        let size = counted(message.octets, "octet")
        return "\(size), with \(message.origin.transmission.rawValue)\(user ?? "")"
    }

    private static func summary(_ message: ReceivedMessage) -> String {
        let sender = message.envelope.sender?.octets ?? []
        let recipients = message.envelope.recipients.prefix(3)
            .map { "<\(EscapedText.shown($0.octets))>" }.joined(separator: ", ")
        let more = message.envelope.recipients.count > 3 ? ", …" : ""
        let size = counted(message.octets, "octet")
        return "\(size), <\(EscapedText.shown(sender))> to \(recipients)\(more)"
    }
}
