import SMTPGrammar
import SMTPSession

/// Message text in the place of what the source left out, of the stated size.
///
///     C+ "made up: this text was not recorded\r\n" *2
///     C+ "xxxxxxxx\r\n"
enum MadeUpText {
    /// What one line of it says; with its CR LF it has 62 octets.
    private static let filler = Array(
        "made up in place of text that the recording does not contain\r\n".utf8)
    private static let sendingFiller = ClientOctets.quoted(filler)

    /// More is not made up, however much was left out.
    static let mostOctets = 16 << 20

    /// Appends the `C` lines that send it, each line of text with CR LF, without the dot that ends it.
    ///
    /// - Parameters:
    ///   - lines: how many lines, the dot not counted
    ///   - octets: how many octets, line ends counted; this counts if both are given
    ///   - script: what they are appended to
    static func append(lines: Int?, octets: Int?, to script: inout [UInt8]) {
        if let octets { return append(octets: max(0, octets), to: &script) }
        append(fillers: min(max(0, lines ?? 1), mostOctets / filler.count), to: &script)
    }

    /// Appends what sends so many octets, of which the last are CR LF if there is room for them.
    static func append(octets: Int, to script: inout [UInt8]) {
        let octets = min(octets, mostOctets)
        var whole = octets / filler.count
        var rest = octets % filler.count
        // A rest that is too short for a line of its own makes the last one longer.
        if rest == 1 || rest == 2, whole > 0 {
            whole -= 1
            rest += filler.count
        }
        append(fillers: whole, to: &script)
        guard rest > 0 else { return }
        let text = [UInt8](repeating: UInt8(ascii: "x"), count: max(rest - 2, rest < 2 ? 1 : 0))
        let end = rest < 2 ? [] : [ASCII.carriageReturn, ASCII.lineFeed]
        script.append(text: ClientOctets.quoted(text + end))
        script.append(ASCII.lineFeed)
    }

    private static func append(fillers count: Int, to script: inout [UInt8]) {
        guard count > 0 else { return }
        script.append(text: sendingFiller)
        if count > 1 { script.append(text: " *\(count)") }
        script.append(ASCII.lineFeed)
    }
}
