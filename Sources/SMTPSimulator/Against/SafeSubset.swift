/// What may be sent to a server where nothing shall be delivered.
///
/// Without message text there is no message: DATA, BDAT and BURL stay here, and so does what makes a server
/// send what waits in its queue. A server may take a lone CR or LF for the end of a line, so a line counts
/// by each of its pieces.
enum SafeSubset {
    private static let delivering: Set<String> = ["DATA", "BDAT", "BURL", "XEXCH50"]
    private static let sending: Set<String> = ["ETRN", "ATRN", "TURN"]

    /// What becomes of a line.
    enum Verdict: Hashable {
        case harmless
        /// It would begin message text: RSET goes in its place.
        case delivers
        /// It stays here.
        case isKept
    }

    static func verdict(on line: [UInt8]) -> Verdict {
        let pieces = line.split { $0 == 0x0D || $0 == 0x0A }
        let verbs = pieces.map(verb)
        guard verbs.contains(where: { delivering.contains($0) || sending.contains($0) }) else {
            return .harmless
        }
        let isPlain = pieces.count == 1 && delivering.contains(verbs[0])
        return isPlain ? .delivers : .isKept
    }

    /// The first word in capitals, whatever stands before it that some server might overlook.
    private static func verb(_ piece: ArraySlice<UInt8>) -> String {
        let word = piece.drop { !isLetter($0) }.prefix {
            isLetter($0) || (0x30...0x39).contains($0)
        }
        return String(decoding: word, as: UTF8.self).uppercased()
    }

    private static func isLetter(_ octet: UInt8) -> Bool {
        (0x41...0x5A).contains(octet & 0xDF)
    }
}
