import SMTPGrammar

// Web pages swallow what looks like their own marks: `MAIL FROM:<ann@client.example>` is left as
// `MAIL FROM:`. A server that took it shows that there was an address.

extension OpenConversation {
    /// Remembers a command whose address may have been swallowed.
    mutating func noteSwallowedAddress(_ text: LineText, at line: Int) {
        swallowed = nil
        guard let rest = text.afterPathKeyword?.trimmed else { return }
        let isParameter = rest.prefix { $0 != ASCII.space }.contains(ASCII.equals)
        guard rest.isEmpty || (isParameter && !rest.contains(ASCII.lessThan)) else { return }
        swallowed = result.turns.count
    }

    /// The server took a command without an address: there was one, and it gets a stand-in.
    mutating func restoreSwallowedAddress(_ code: Int?) {
        guard let index = swallowed, index == result.turns.count - 2 else { return }
        swallowed = nil
        guard let code, (200..<300).contains(code),
            case .sent(var write) = result.turns[index].event,
            let rest = write.octets[...].afterPathKeyword
        else { return }
        let parameters = rest.withoutLeadingBlanks
        let blank = parameters.first == ASCII.carriageReturn ? "" : " "
        write.octets =
            Array(write.octets[..<rest.startIndex])
            + Array("<swallowed@address.invalid>\(blank)".utf8)
            + parameters
        result.turns[index].event = .sent(write)
        warn(
            "the address is missing, as if a web page had swallowed it; <swallowed@address.invalid> stands for it",
            at: result.turns[index].line)
    }
}

extension ArraySlice where Element == UInt8 {
    /// What follows `MAIL FROM:` or `RCPT TO:`.
    fileprivate var afterPathKeyword: LineText? {
        if begins(withWord: "MAIL FROM:") { return dropFirst(10) }
        return begins(withWord: "RCPT TO:") ? dropFirst(8) : nil
    }
}
