import SMTPGrammar
import SMTPSession

extension Linter {
    /// Takes what the client was told; the lines are those of 452.
    mutating func hear(code: Int, lines: [[UInt8]] = []) {
        guard code >= 400 else { return hear(acceptance: code) }
        hear(refusal: code, lines)
    }

    /// Takes what the client was told in reply to EHLO, in so many lines: what these list, where all of it is known.
    mutating func hear(code: Int, offer: ClientOffer?, lines: Int) {
        guard code < 400 else { return hear(refusal: code, []) }
        memory.standing += 1
        memory.offer = offer
        memory.hello = (memory.group, lines)
        findNames()
    }

    private mutating func hear(refusal code: Int, _ lines: [[UInt8]]) {
        if code == 421 { memory.closingGroup = min(memory.closingGroup, memory.group) }
        switch subject {
        case .connection, .hello, .extendedHello, .mail, .recipient, .data:
            memory.refusalGroup = memory.group
        case .text, .authentication, .tls, .quit, .other: break
        }
        if code == 452, subject == .recipient, Linter.isAboutCount(lines) {
            memory.fullGroup = min(memory.fullGroup, memory.group)
        }
        if code >= 500 { remember(refusal: code) }
        if subject == .hello || subject == .extendedHello { findNames() }
    }

    private mutating func hear(acceptance code: Int) {
        switch subject {
        case .extendedHello: hear(code: code, offer: nil, lines: 0)
        case .hello:
            memory.standing += 1
            memory.offer = nil
            findNames()
        case .mail: memory.beginTransaction(reading?.octets ?? [])
        case .recipient: memory.lastRecipient = reading?.octets ?? []
        case .authentication: if code == 235 { memory.standing += 1 }
        case .connection, .data, .text, .tls, .quit, .other: break
        }
    }

    /// Names are looked at after the machine has: what it finds is more particular.
    private mutating func findNames() {
        guard let line = reading?.line else { return }
        if subject == .hello, !memory.hasTriedExtendedHello { find(.heloWithoutEhlo) }
        let name = line.dropFirst(5)
        guard let first = name.first, first != ASCII.leftBracket, !name.contains(ASCII.dot),
            !hasFound(.helloName), !hasFound(.bareAddress)
        else { return }
        find(.localHelloName, at: 5)
    }

    private mutating func remember(refusal code: Int) {
        switch subject {
        case .connection, .quit, .tls: return
        case .text: memory.refuse(messageKey())
        // Other credentials can follow the same command.
        case .authentication:
            let words = reading?.line.split(separator: ASCII.space).count ?? 0
            if words > 2 { memory.refuse(requestKey()) }
        case .hello, .extendedHello, .mail, .recipient, .data, .other:
            guard let reading, case .command(.some) = reading.kind else { return }
            memory.refuse(requestKey())
        }
    }

    /// RFC 3463 §3.6: X.5.3 is "too many recipients"; without it the words must tell.
    private static func isAboutCount(_ lines: [[UInt8]]) -> Bool {
        guard let line = lines.first else { return false }
        let text = String(decoding: line, as: UTF8.self).lowercased()
        return text.hasPrefix("452 4.5.3") || text.utf8.count < 512 && text.contains("too many")
    }
}
