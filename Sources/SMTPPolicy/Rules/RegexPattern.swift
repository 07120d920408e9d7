/// A regular expression, in Swift's syntax, between slashes.
///
///     /^(ann|bob)@/     /[0-9]{5}/
///
/// It is searched in the subject, as grep does: `^` and `$` bind it to the ends. Letters are
/// compared without regard to case, and a character is a Unicode scalar.
public struct RegexPattern: Sendable {
    /// What stands between the slashes, where a slash needs no backslash.
    public let source: String
    private let compiled: Compiled

    // Regex is not Sendable, because one can hold a transforming closure; one that was read from text
    // holds none, and is never changed. A class, so that copies of a rule share the work of compiling.
    private final class Compiled: @unchecked Sendable {
        let regex: Regex<AnyRegexOutput>

        init(_ source: String) throws {
            regex = try Regex(source).ignoresCase().matchingSemantics(.unicodeScalar)
        }
    }

    /// An expression from its source.
    ///
    /// - Parameter source: what stands between the slashes; no control characters
    /// - Throws: what `Regex` finds wrong
    public init(_ source: String) throws {
        self.source = RegexPattern.withoutEscapedSlashes(source)
        compiled = try Compiled(self.source)
    }

    static let delimiter = UInt8(ascii: "/")

    /// Whether the expression is found in the subject.
    ///
    /// - Parameter subject: what the rule is about; octets that are no UTF-8 count as U+FFFD
    /// - Returns: whether it is found
    public func matches(_ subject: [UInt8]) -> Bool {
        let text = String(decoding: subject, as: UTF8.self)
        return (try? compiled.regex.firstMatch(in: text)) != nil
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

extension RegexPattern: Hashable {
    /// Whether two expressions have the same source.
    ///
    /// - Parameters:
    ///   - left: one expression
    ///   - right: another
    /// - Returns: whether their sources are equal
    public static func == (left: RegexPattern, right: RegexPattern) -> Bool {
        left.source == right.source
    }

    /// Hashes the source.
    ///
    /// - Parameter hasher: takes it
    public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}

extension RegexPattern: CustomStringConvertible {
    /// The expression between slashes, those inside with a backslash.
    public var description: String {
        var text = String.UnicodeScalarView()
        for scalar in source.unicodeScalars {
            if scalar == "/" { text.append("\\") }
            text.append(scalar)
        }
        return "/" + String(text) + "/"
    }
}
