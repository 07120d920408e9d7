// RFC 5321 §4.1.2: "For any purposes that require generating or comparing Local-parts (e.g., to specific
// mailbox names), all quoted forms MUST be treated as equivalent, and the sending system SHOULD transmit the
// form that uses the minimum quoting possible."

extension Path {
    /// The mailbox without a source route, its local part quoted only where it has to be.
    ///
    ///     "bob"@s.example     bob@s.example
    ///     "b\ob"@s.example    bob@s.example
    ///     "a\ b"@s.example    "a b"@s.example
    ///
    /// - SeeAlso: [RFC 5321 §4.1.2](https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2)
    public var canonicalMailbox: [UInt8] {
        let mailbox = mailbox
        let local = localPart
        guard local.first == ASCII.quote, local.last == ASCII.quote, local.count > 1 else {
            return Array(mailbox)
        }
        let text = Path.unquoted(local.dropFirst().dropLast())
        return (Path.isDotString(text) ? text : Path.quoted(text)) + mailbox[local.endIndex...]
    }

    private static func unquoted(_ content: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        var isQuoted = false
        for octet in content {
            isQuoted = octet == ASCII.backslash && !isQuoted
            if !isQuoted { text.append(octet) }
        }
        return text
    }

    private static func isDotString(_ text: [UInt8]) -> Bool {
        text.split(separator: ASCII.dot, omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && $0.allSatisfy(ASCIISet.atomText.contains)
        }
    }

    private static func quoted(_ text: [UInt8]) -> [UInt8] {
        var quoted = [ASCII.quote]
        for octet in text {
            if octet == ASCII.quote || octet == ASCII.backslash { quoted.append(ASCII.backslash) }
            quoted.append(octet)
        }
        return quoted + [ASCII.quote]
    }
}
