/// Reads a list of directives.
struct DirectiveReader {
    private let message: [UInt8]
    private var index = 0

    init(_ message: [UInt8]) {
        self.message = message
        skipBlanks()
    }

    var isAtEnd: Bool { index == message.count }

    private var next: UInt8? { isAtEnd ? nil : message[index] }

    private mutating func skipBlanks() {
        while let next, [0x20, 0x09, 0x0D, 0x0A].contains(next) { index += 1 }
    }

    /// A name and its equals sign.
    mutating func name() -> ArraySlice<UInt8>? {
        let start = index
        while let next, isOfToken(next) { index += 1 }
        let name = message[start..<index]
        skipBlanks()
        guard !name.isEmpty, next == UInt8(ascii: "=") else { return nil }
        index += 1
        skipBlanks()
        return name
    }

    /// A value, and where it is without its quotes.
    mutating func value() -> (Range<Int>, [UInt8])? {
        guard next == UInt8(ascii: "\"") else {
            let start = index
            while let next, isOfToken(next) { index += 1 }
            let range = start..<index
            skipBlanks()
            return range.isEmpty ? nil : (range, Array(message[range]))
        }
        return quotedValue()
    }

    private mutating func quotedValue() -> (Range<Int>, [UInt8])? {
        index += 1
        let start = index
        var value: [UInt8] = []
        while let octet = next, octet != UInt8(ascii: "\"") {
            if octet == UInt8(ascii: "\\") { index += 1 }
            guard let octet = next else { return nil }
            value.append(octet)
            index += 1
        }
        guard next != nil else { return nil }
        let range = start..<index
        index += 1
        skipBlanks()
        return (range, value)
    }

    /// A comma, or several.
    mutating func comma() -> Bool {
        var isFound = false
        while next == UInt8(ascii: ",") {
            isFound = true
            index += 1
            skipBlanks()
        }
        return isFound
    }

    private func isOfToken(_ octet: UInt8) -> Bool {
        octet > 0x20 && octet < 0x7F && !Array("()<>@,;:\\\"/[]?={}".utf8).contains(octet)
    }
}
