/// A bracketed paste, cut into lines.
struct PastedText: Hashable {
    /// The lines that have an end: CR LF, CR or LF.
    private(set) var lines: [[UInt8]] = []

    /// What follows the last line end.
    private(set) var rest: [UInt8] = []

    init(_ bytes: [UInt8]) {
        var start = 0
        while let end = bytes[start...].firstIndex(where: { $0 == 0x0D || $0 == 0x0A }) {
            lines.append(Array(bytes[start..<end]))
            let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
            start = end + (isPair ? 2 : 1)
        }
        rest = Array(bytes[start...])
    }
}
