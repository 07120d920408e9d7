/// Unescaping in progress: what is read, how far, and the bytes so far.
struct Unescaping {
    private let input: [UInt8]
    private var position = 0
    private var output: [UInt8] = []

    init(_ input: [UInt8]) {
        self.input = input
    }

    mutating func run() throws(EscapeError) -> [UInt8] {
        output.reserveCapacity(input.count)
        while position < input.count {
            guard input[position] == UInt8(ascii: "\\") else {
                output.append(input[position])
                position += 1
                continue
            }
            try readEscape(from: position)
        }
        return output
    }

    private mutating func readEscape(from start: Int) throws(EscapeError) {
        position += 2
        switch start + 1 < input.count ? input[start + 1] : 0 {
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "0"): output.append(0x00)
        case UInt8(ascii: "\\"): output.append(0x5C)
        case UInt8(ascii: "\""): output.append(0x22)
        case UInt8(ascii: "x"): try readByte(from: start)
        case UInt8(ascii: "u"): try readScalar(from: start)
        default: throw EscapeError(.unknown, offset: start)
        }
    }

    private mutating func readByte(from start: Int) throws(EscapeError) {
        guard let (value, count) = readDigits(maximum: 2), count == 2 else {
            throw EscapeError(.needsTwoDigits, offset: start)
        }
        output.append(UInt8(value))
    }

    private mutating func readScalar(from start: Int) throws(EscapeError) {
        guard take("{"), let (value, _) = readDigits(maximum: 6), take("}") else {
            throw EscapeError(.needsBraces, offset: start)
        }
        guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else {
            throw EscapeError(.notCharacter, offset: start)
        }
        output.append(contentsOf: encoded)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < input.count, input[position] == UInt8(ascii: character) else {
            return false
        }
        position += 1
        return true
    }

    /// Reads at least one hexadecimal digit, in either case.
    private mutating func readDigits(maximum: Int) -> (value: UInt32, count: Int)? {
        var value: UInt32 = 0
        let start = position
        while position < min(input.count, start + maximum),
            let digit = Character(Unicode.Scalar(input[position])).hexDigitValue
        {
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return position > start ? (value, position - start) : nil
    }
}
