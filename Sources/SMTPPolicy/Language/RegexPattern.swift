import LinearRegex

/// A regular expression between slashes.
///
///     /^(ann|bob)@/     /[0-9]{5}/     /^ann@/i
///
/// It may match anywhere in the subject, as with grep; `^` and `$` anchor it. The case of ASCII letters is
/// ignored, except in the local part of an address, and there too with an `i` after it. A character is a
/// Unicode scalar.
public struct RegexPattern: Hashable, Sendable {
    /// The same expression as the other, but for case.
    private let exact: LinearRegex
    private let folded: LinearRegex
    private let ignoresCase: Bool

    /// What is between the slashes, with its slashes unescaped.
    public var source: String { exact.source }

    /// An expression from what is between the slashes; throws where it is wrong.
    public init(_ source: String, ignoresCase: Bool = false) throws(RegexFault) {
        let source = RegexPattern.withoutEscapedSlashes(source)
        folded = try LinearRegex(source, ignoresCase: true)
        exact = ignoresCase ? folded : try LinearRegex(source)
        self.ignoresCase = ignoresCase
    }

    static let delimiter = UInt8(ascii: "/")
    /// What follows the second slash where case does not count.
    static let caseFlag = UInt8(ascii: "i")

    /// Whether the expression is found in the subject; octets that are not UTF-8 count as U+FFFD.
    ///
    /// Before an offset the case of letters counts.
    public func matches(_ subject: [UInt8], caseCountsBefore end: Int = 0) -> Bool {
        let before = RegexPattern.scalars(subject[..<end])
        let line = before + RegexPattern.scalars(subject[end...])
        return exact.isFound(in: line, then: folded, from: before.count)
    }

    private static func scalars(_ octets: ArraySlice<UInt8>) -> [UInt32] {
        String(decoding: octets, as: UTF8.self).unicodeScalars.map(\.value)
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
    /// The expression between slashes, with those inside it escaped, and its flag.
    public var description: String {
        let parts = source.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
        return "/" + parts.map(String.init).joined(separator: #"\/"#) + (ignoresCase ? "/i" : "/")
    }
}
