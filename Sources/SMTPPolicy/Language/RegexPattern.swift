import LinearRegex

/// A regular expression between slashes.
///
///     /^(ann|bob)@/     /[0-9]{5}/
///
/// It may match anywhere in the subject, as with grep; `^` and `$` anchor it. The case of ASCII
/// letters is ignored, and a character is a Unicode scalar.
public struct RegexPattern: Hashable, Sendable {
    private let regex: LinearRegex

    /// What is between the slashes, with its slashes unescaped.
    public var source: String { regex.source }

    /// An expression from what is between the slashes; throws where it is wrong.
    public init(_ source: String) throws(RegexFault) {
        regex = try LinearRegex(
            RegexPattern.withoutEscapedSlashes(source), ignoresCase: true)
    }

    static let delimiter = UInt8(ascii: "/")

    /// Whether the expression is found in the subject; octets that are not UTF-8 count as U+FFFD.
    public func matches(_ subject: [UInt8]) -> Bool {
        regex.isFound(in: String(decoding: subject, as: UTF8.self).unicodeScalars.map(\.value))
    }

    private static func withoutEscapedSlashes(_ source: String) -> String {
        var isEscaped = false
        var text = String.UnicodeScalarView()
        for scalar in source.unicodeScalars {
            if isEscaped, scalar == "/" { text.removeLast() }
            text.append(scalar)
            isEscaped = !isEscaped && scalar == "\\"
        }
        return String(text)
    }
}

extension RegexPattern: CustomStringConvertible {
    /// The expression between slashes, with those inside it escaped.
    public var description: String {
        let parts = source.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
        return "/" + parts.map(String.init).joined(separator: #"\/"#) + "/"
    }
}
