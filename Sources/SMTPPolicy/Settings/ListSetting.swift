import OctetText
import SMTPGrammar
import SMTPSession

/// A setting of what the reply to EHLO lists: lines separated by commas.
enum ListSetting: Sendable {
    /// All that is on, in its order; what is left out is off, and what the server does not know is only listed.
    case extensions
    /// Lines that are listed in any case.
    case advertised
    /// Keywords that are left out, though what belongs to them is taken.
    case hidden

    var values: String {
        switch self {
        case .extensions: "keywords separated by commas, in the order of EHLO, all or none"
        case .advertised: "lines of the reply to EHLO separated by commas, or none"
        case .hidden: "keywords separated by commas, or none"
        }
    }

    func get(_ configuration: Configuration) -> String {
        let lines =
            switch self {
            case .extensions: ListSetting.keywords(configuration)
            case .advertised: configuration.presentation.advertised
            case .hidden: configuration.presentation.hidden
            }
        return lines.isEmpty ? "none" : lines.joined(separator: ",")
    }

    func set(
        _ configuration: inout Configuration, _ text: String
    ) throws(SettingKind.ValueFault) {
        let isAll = self == .extensions && text.lowercased() == "all"
        let lines = isAll ? configuration.allExtensions.map(\.keyword) : try lines(text)
        switch self {
        case .extensions: ListSetting.turn(on: lines, in: &configuration)
        case .advertised: configuration.presentation.advertised = lines
        case .hidden: configuration.presentation.hidden = lines.map(Presentation.keyword)
        }
    }

    /// The keywords of all extensions that are on, and of what is only listed, in order.
    private static func keywords(_ configuration: Configuration) -> [String] {
        let known = configuration.allExtensions
        let other = configuration.presentation.advertised.map(Presentation.keyword)
            .filter { keyword in !known.contains { $0.keyword == keyword } }
        let keywords = known.filter { $0.isOn(in: configuration) }.map(\.keyword) + other
        let order = configuration.presentation.order
        return order.filter(keywords.contains) + keywords.filter { !order.contains($0) }
    }

    private static func turn(on lines: [String], in configuration: inout Configuration) {
        let keywords = lines.map(Presentation.keyword)
        let known = configuration.allExtensions
        for other in known { other.turn(on: keywords.contains(other.keyword), in: &configuration) }
        var presentation = configuration.presentation
        let kept = presentation.advertised.filter { line in
            let keyword = Presentation.keyword(of: line)
            return keywords.contains(keyword) || known.contains { $0.keyword == keyword }
        }
        let listed = kept.map(Presentation.keyword)
        presentation.advertised =
            kept
            + zip(lines, keywords).filter { _, keyword in
                !listed.contains(keyword) && !known.contains { $0.keyword == keyword }
            }.map(\.0)
        presentation.order = []
        configuration.presentation = presentation
        // The usual order need not be kept.
        if ListSetting.keywords(configuration) != keywords {
            configuration.presentation.order = keywords
        }
    }

    /// RFC 5321 §4.1.1.1: a keyword is of letters, digits and hyphens; `X_` names have underscores too.
    private func lines(_ text: String) throws(SettingKind.ValueFault) -> [String] {
        guard text.lowercased() != "none" else { return [] }
        var lines: [String] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let words = part.split(separator: " ")
            let keyword = (words.first ?? "").uppercased()
            let line = ([keyword] + words.dropFirst().map(String.init)).joined(separator: " ")
            let isOnly = self == .hidden || self == .extensions
            guard ListSetting.isKeyword(keyword), line.utf8.count <= 500,
                line.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }), !isOnly || words.count == 1
            else { throw SettingKind.ValueFault(expected: values) }
            if !lines.contains(line) { lines.append(line) }
        }
        return lines
    }

    private static func isKeyword(_ word: String) -> Bool {
        let name = word.prefix { $0 != "=" }
        return name.utf8.first.map { $0 != UInt8(ascii: "-") } == true
            && name.utf8.allSatisfy {
                ASCIISet.letterDigitHyphen.contains($0) || $0 == UInt8(ascii: "_")
            }
    }
}
