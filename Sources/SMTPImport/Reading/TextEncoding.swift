/// What the first octets of a text file say about its encoding, undone as the octets come.
///
/// Shells of Windows write redirected output as UTF-16, with a byte order mark.
struct TextEncoding {
    private enum Kind {
        case unknown, octets, utf16(isLittle: Bool)
    }

    private var kind = Kind.unknown
    private var rest: [UInt8] = []

    /// The octets of the text in an encoding that has ASCII's.
    mutating func decode(_ octets: LineText) -> LineText {
        switch kind {
        case .octets: return octets
        case .utf16(let isLittle): return text(of: octets, isLittle)
        case .unknown:
            let start = rest.isEmpty ? octets : (rest + octets)[...]
            rest = []
            return begin(start)
        }
    }

    /// What was kept back to see whether it is a mark.
    mutating func finish() -> LineText {
        defer { rest = [] }
        if case .unknown = kind { return rest[...] }
        return []
    }

    private mutating func begin(_ start: LineText) -> LineText {
        if let text = start.after("\u{FEFF}") {
            kind = .octets
            return text
        }
        let isLittle = start.starts(with: [0xFF, 0xFE])
        if isLittle || start.starts(with: [0xFE, 0xFF]) {
            kind = .utf16(isLittle: isLittle)
            return text(of: start.dropFirst(2), isLittle)
        }
        if start.count < 3, [0xEF, 0xFF, 0xFE].contains(start.first) {
            rest = Array(start)
            return []
        }
        if !start.isEmpty { kind = .octets }
        return start
    }

    private mutating func text(of octets: LineText, _ isLittle: Bool) -> LineText {
        var all = rest + octets
        rest = all.count % 2 == 1 ? [all.removeLast()] : []
        var units: [UInt16] = []
        units.reserveCapacity(all.count / 2)
        for index in stride(from: 0, to: all.count, by: 2) {
            let one = UInt16(all[index])
            let other = UInt16(all[index + 1])
            units.append(isLittle ? other << 8 | one : one << 8 | other)
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)[...]
    }
}
