import OctetText
import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension MessagesCommand: PageCommand {
    /// `:messages`: what was received.
    func show(_ look: Look, on page: inout Page) {
        let messages = look.simulator.mailbox.messages
        guard !messages.isEmpty else { return page.say("No message was received yet.") }
        page.table(messages.map { ($0.identifier, $0.summary) })
    }
}

extension MessageCommand: PageCommand {
    /// `:message NAME`: one message, its envelope and its text.
    func show(_ look: Look, on page: inout Page) {
        let mailbox = look.simulator.mailbox
        guard let message = mailbox[word] ?? mailbox["m" + word] else {
            let known = mailbox.messages.map(\.identifier)
            return page.fail(
                "there is no message \(EscapedText.shown(word))",
                hint: known.isEmpty ? nil : known.suffix(10).joined(separator: ", "))
        }
        let origin = message.origin
        let user = origin.authenticatedUser.map { ", from user \(EscapedText.shown($0))" } ?? ""
        let size = counted(message.octets, "octet")
        page.say("\(message.identifier), \(size), with \(origin.transmission.rawValue)\(user)")
        page.add(message.envelope, in: look.simulator.configuration)
        guard let content = message.content else {
            return page.say("The text was not kept, for want of room: \(size).")
        }
        let fields = message.traceFields(TraceFields(look.simulator.configuration))
        page.add(text: fields[...], limit: .max, of: word)
        page.add(text: content.octets[...], limit: showsAll ? .max : Page.lineLimit, of: word)
    }
}

extension ReceivedMessage {
    /// How long it is, from whom and to whom, in one line.
    fileprivate var summary: String {
        let sender = EscapedText.shown(envelope.sender?.octets ?? [])
        let recipients = envelope.recipients.prefix(3)
            .map { "<\(EscapedText.shown($0.octets))>" }.joined(separator: ", ")
        let more = envelope.recipients.count > 3 ? ", …" : ""
        return "\(counted(octets, "octet")), <\(sender)> to \(recipients)\(more)"
    }
}

extension Page {
    /// How many lines of a message are shown.
    fileprivate static let lineLimit = 200
    /// How many octets of a line are shown.
    private static let octetLimit = 1_000

    fileprivate mutating func add(text: ArraySlice<UInt8>, limit: Int, of name: String) {
        var rest = text
        var count = 0
        while !rest.isEmpty, count < limit {
            let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
            let line = Page.shown(rest[..<end], hasEnd: end < rest.endIndex)
            show(line.isEmpty ? "|" : "| " + line, .plain)
            rest = rest[end...].dropFirst()
            count += 1
        }
        guard !rest.isEmpty else { return }
        let name = EscapedText.shown(name)
        say("… and \(counted(rest.count, "more octet")); :message \(name) all shows everything")
    }

    /// A line of text without its CRLF; another line end, or none, is made visible.
    private static func shown(_ line: ArraySlice<UInt8>, hasEnd: Bool) -> String {
        let isWhole = hasEnd && line.last == 0x0D
        let text = EscapedText.shown(Array(isWhole ? line.dropLast() : line), limit: octetLimit)
        return isWhole ? text : hasEnd ? text + "\\n" : text
    }
}
