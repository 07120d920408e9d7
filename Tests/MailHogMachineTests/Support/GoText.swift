/// Text as the recordings quote it: ASCII only, `\r`, `\x00`, `\u00e9`, octets that are no UTF-8 as `\xff`.
enum GoText {
    static func quoted(_ octets: some Sequence<UInt8>) -> String {
        var text = "\""
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = octets.makeIterator()
        var position = Array(octets)[...]
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                text += quoted(Unicode.UTF8.decode(encoded))
                position = position.dropFirst(encoded.count)
            case .error(let length):
                for octet in position.prefix(length) { text += "\\x" + hexadecimal(octet, 2) }
                position = position.dropFirst(length)
            case .emptyInput: return text + "\""
            }
        }
    }

    private static func quoted(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\r": "\\r"
        case "\n": "\\n"
        case "\t": "\\t"
        case "\"": "\\\""
        case "\\": "\\\\"
        case " "..."~": String(scalar)
        case _ where scalar.value < 0x80: "\\x" + hexadecimal(scalar.value, 2)
        default: "\\u" + hexadecimal(scalar.value, 4)
        }
    }

    private static func hexadecimal(_ value: some BinaryInteger, _ width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// The octets of a quoted text; nil if it is none.
    static func unquoted(_ text: Substring) -> [UInt8]? {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return nil }
        var octets: [UInt8] = []
        var rest = text.dropFirst().dropLast()
        while let character = rest.popFirst() {
            guard character == "\\" else {
                octets += Array(String(character).utf8)
                continue
            }
            switch rest.popFirst() {
            case "r": octets.append(13)
            case "n": octets.append(10)
            case "t": octets.append(9)
            case "\"": octets.append(34)
            case "\\": octets.append(92)
            case "x":
                guard let octet = UInt8(rest.prefix(2), radix: 16) else { return nil }
                octets.append(octet)
                rest = rest.dropFirst(2)
            case "u":
                guard let value = UInt32(rest.prefix(4), radix: 16),
                    let scalar = Unicode.Scalar(value)
                else { return nil }
                octets += Array(String(scalar).utf8)
                rest = rest.dropFirst(4)
            default: return nil
            }
        }
        return octets
    }
}
