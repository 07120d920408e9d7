import OctetText
import SMTPSession

/// A reply as the operator types it in the place of another: `550 5.1.1 No such user`, or exact octets in
/// quotation marks.
enum ReplyEntry {
    /// Why an entry is no reply.
    struct Fault: Error, Hashable {
        let message: String
    }

    static let hint =
        "Enter passes the reply, drop leaves it out, edit changes it; or type another: 550 5.1.1 No"

    /// The octets that an entry stands for.
    static func octets(_ typed: String) throws(Fault) -> [UInt8] {
        guard typed.hasPrefix("\"") else { return try line(typed) }
        do {
            return try EscapedText.octets(inQuotes: typed)
        } catch {
            throw Fault(message: error.message)
        }
    }

    private static func line(_ typed: String) throws(Fault) -> [UInt8] {
        let code = typed.utf8.prefix { (0x30...0x39).contains($0) }
        let after = typed.utf8.dropFirst(code.count).first
        guard code.count == 3, after == nil || after == UInt8(ascii: " ") else {
            throw Fault(message: "a reply begins with three digits and a blank")
        }
        return Array(typed.utf8) + [0x0D, 0x0A]
    }

    /// A reply as it can be typed, to be changed.
    static func text(of reply: Reply) -> String {
        var wire: [UInt8] = []
        reply.write(into: &wire)
        let lines = reply.lines
        let isPlain =
            lines.count == 1 && !reply.isRaw
            && lines[0].unicodeScalars.allSatisfy { $0.value >= 0x20 }
        return isPlain ? lines[0] : EscapedText.quoted(wire)
    }
}
