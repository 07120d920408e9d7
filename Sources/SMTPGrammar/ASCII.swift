/// The octets that SMTP's grammar names.
public enum ASCII {
    /// NUL, octet 0.
    public static let nul: UInt8 = 0x00
    /// Horizontal tab.
    public static let tab: UInt8 = 0x09
    /// Line feed, the second octet of a line end.
    public static let lineFeed: UInt8 = 0x0A
    /// Carriage return, the first octet of a line end.
    public static let carriageReturn: UInt8 = 0x0D
    /// Space, the separator of words in a command.
    public static let space: UInt8 = 0x20
    /// The quotation mark that delimits a quoted string.
    public static let quote: UInt8 = 0x22
    /// Plus sign, which begins an escape in xtext.
    public static let plus: UInt8 = 0x2B
    /// Comma, between the hosts of a source route.
    public static let comma: UInt8 = 0x2C
    /// Semicolon.
    public static let semicolon: UInt8 = 0x3B
    /// Hyphen, inside domains and in continued reply lines.
    public static let hyphen: UInt8 = 0x2D
    /// Full stop: ends a message when alone on a line.
    public static let dot: UInt8 = 0x2E
    /// Digit zero.
    public static let zero: UInt8 = 0x30
    /// Colon, after FROM, TO and a source route.
    public static let colon: UInt8 = 0x3A
    /// Opens a path.
    public static let lessThan: UInt8 = 0x3C
    /// Between a parameter's keyword and its value.
    public static let equals: UInt8 = 0x3D
    /// Closes a path.
    public static let greaterThan: UInt8 = 0x3E
    /// Between local part and domain.
    public static let atSign: UInt8 = 0x40
    /// Opens an address literal.
    public static let leftBracket: UInt8 = 0x5B
    /// Quotes the next octet in a quoted string.
    public static let backslash: UInt8 = 0x5C
    /// Closes an address literal.
    public static let rightBracket: UInt8 = 0x5D
    /// Delete, the one control character above the printable ones.
    public static let delete: UInt8 = 0x7F

    /// The lower-case letter of an upper-case one; any other octet as it is.
    @inlinable
    public static func lowercased(_ octet: UInt8) -> UInt8 {
        octet &- 0x41 < 26 ? octet | 0x20 : octet
    }

    /// The upper-case letter of a lower-case one; any other octet as it is.
    @inlinable
    public static func uppercased(_ octet: UInt8) -> UInt8 {
        octet &- 0x61 < 26 ? octet & 0xDF : octet
    }
}
