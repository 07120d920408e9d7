import SMTPGrammar

/// The fields of a mail's header, or of a part's.
struct MailHeader {
    /// The fields, names in small letters, values in one line.
    private var fields: [(name: [UInt8], value: [UInt8])] = []
    private static let most = 1_000

    /// Reads the lines up to the first empty one.
    ///
    /// - Returns: how many lines belong to it, the empty one included.
    mutating func read(_ lines: ArraySlice<LineText>) -> Int {
        var count = 0
        for line in lines {
            count += 1
            if line.isEmpty { break }
            if line.first == ASCII.space || line.first == ASCII.tab {
                guard let last = fields.indices.last else { continue }
                fields[last].value += [ASCII.space] + line.trimmed
            } else if fields.count < MailHeader.most, let field = MailHeader.field(line) {
                fields.append(field)
            }
        }
        return count
    }

    /// The value of the first field with a name in small letters; nil without one.
    func value(_ name: StaticString) -> LineText? {
        fields.first { $0.name[...].equals(name) }?.value[...]
    }

    /// A parameter of a field, such as the boundary of a Content-Type (RFC 2045 §5.1).
    func parameter(_ parameter: StaticString, of name: StaticString) -> LineText? {
        guard let value = value(name) else { return nil }
        var rest = value
        while let semicolon = rest.firstIndex(of: ASCII.semicolon) {
            rest = rest[(semicolon + 1)...].withoutLeadingBlanks
            guard rest.begins(withWord: parameter),
                let text = rest.dropFirst(parameter.utf8CodeUnitCount).withoutLeadingBlanks.after("=")
            else { continue }
            let trimmed = text.withoutLeadingBlanks
            if let quoted = trimmed.after("\"") { return quoted.prefix { $0 != ASCII.quote } }
            return trimmed.prefix { $0 != ASCII.semicolon && $0 != ASCII.space }
        }
        return nil
    }

    /// A field's name in small letters, and its value; nil if a line is no field.
    static func field(_ line: LineText) -> (name: [UInt8], value: [UInt8])? {
        guard let colon = line.prefix(80).firstIndex(of: ASCII.colon), colon > line.startIndex
        else { return nil }
        let name = line[..<colon].withoutTrailingBlanks
        guard name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return (name.map(ASCII.lowercased), Array(line[(colon + 1)...].trimmed))
    }
}
