/// Message text in the place of what the source left out, of the stated size.
///
///     C+ "made up: this text was not recorded\r\n" *2
///     C+ "xxxxxxxx\r\n"
enum MadeUpText {
    /// What one line of it says; with its CR LF it has 62 octets.
    private static let filler = Array(
        "made up in place of text that the recording does not contain\r\n".utf8)

    /// More is not made up, however much was left out.
    static let mostOctets = 16 << 20

    /// The `C` lines that send it, each line of text with CR LF, without the dot that ends it.
    ///
    /// - Parameters:
    ///   - lines: how many lines, the dot not counted
    ///   - octets: how many octets, line ends counted; this counts if both are given
    /// - Returns: The lines of the script.
    static func script(lines: Int?, octets: Int?) -> [String] {
        if let octets { return script(octets: max(0, octets)) }
        let count = min(max(0, lines ?? 1), mostOctets / filler.count)
        return count == 0 ? [] : [sending(filler, count)]
    }

    /// So many octets, of which the last are CR LF if there is room for them.
    static func script(octets: Int) -> [String] {
        let octets = min(octets, mostOctets)
        let whole = octets / filler.count
        var rest = octets % filler.count
        var lines = whole > 0 ? [sending(filler, whole)] : []
        guard rest > 0 else { return lines }
        // A rest that is too short for a line of its own makes the last one longer.
        if rest < 3, whole > 0 {
            lines = whole > 1 ? [sending(filler, whole - 1)] : []
            rest += filler.count
        }
        let text = [UInt8](repeating: UInt8(ascii: "x"), count: max(0, rest - 2))
        return lines + [sending(rest < 2 ? [0x78] : text + [0x0D, 0x0A], 1)]
    }

    private static func sending(_ octets: [UInt8], _ count: Int) -> String {
        ClientOctets.quoted(octets) + (count > 1 ? " *\(count)" : "")
    }
}
