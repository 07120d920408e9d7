import SMTPExport

extension AgainstRun {
    /// What goes out for a unit; a note if that is something else, or nothing.
    mutating func outgoing(_ unit: AgainstPlan.Unit) -> (octets: [UInt8], note: String?) {
        guard !options.delivers else { return (unit.octets, nil) }
        switch unit.kind {
        case .response: return (unit.octets, nil)
        case .text, .chunk:
            return ([], "not sent: nothing is delivered without --deliver")
        case .command, .dropped: return harmless(unit)
        }
    }

    /// A line is judged as a whole, so its beginning is held back until the rest is there.
    private mutating func harmless(_ unit: AgainstPlan.Unit) -> (octets: [UInt8], note: String?) {
        let line = heldBack + unit.octets
        guard unit.isWhole else {
            heldBack = line
            return ([], "held back until its line is whole, since --deliver is not given")
        }
        heldBack = []
        switch SafeSubset.verdict(on: line) {
        case .harmless: return (line, nil)
        case .isKept:
            return ([], "not sent: it could deliver something, and --deliver is not given")
        case .delivers:
            wasRefused = true
            return (
                Array("RSET\r\n".utf8),
                "not sent: nothing is delivered without --deliver; RSET goes in its place"
            )
        }
    }
}
