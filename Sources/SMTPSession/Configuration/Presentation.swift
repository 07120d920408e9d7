/// How a server presents itself: in what order EHLO lists its keywords, which of them are not true, and in
/// which words it replies.
///
///     configuration.presentation.order = ["SIZE", "PIPELINING"]
///     configuration.presentation.wordings[.senderAccepted] = CustomReply(250, nil, "OK")
///
/// None of it changes what the server does: an extension that is only listed is refused, and one that is hidden
/// is accepted.
public struct Presentation: Hashable, Sendable, Codable {
    /// Keywords in the order in which EHLO lists them; others follow in the usual order.
    public var order: [String] = []
    /// Lines that EHLO lists in any case, a keyword and perhaps more words: instead of the extension's own line,
    /// or though the server has no such extension.
    public var advertised: [String] = []
    /// Keywords that EHLO does not list, though the server takes what belongs to them.
    public var hidden: [String] = []
    /// The replies that are worded otherwise than in the catalogue.
    public var wordings = Wordings()

    /// The usual presentation.
    public init() {}

    /// Whether the reply to EHLO says something else than what the server has.
    var isUntrue: Bool { !advertised.isEmpty || !hidden.isEmpty }

    /// Whether EHLO leaves out a keyword, in capitals.
    func hides(_ keyword: String) -> Bool { hidden.contains(keyword) }

    /// The keyword of a line that EHLO lists, in capitals.
    package static func keyword(of line: String) -> String {
        line.prefix { $0 != " " && $0 != "=" }.uppercased()
    }

    /// What EHLO lists, made of what it lists usually.
    func arranged(_ usual: [String]) -> [String] {
        var lines = usual.filter { !hidden.contains(Presentation.keyword(of: $0)) }
        for line in advertised {
            let keyword = Presentation.keyword(of: line)
            if let index = lines.firstIndex(where: { Presentation.keyword(of: $0) == keyword }) {
                lines[index] = line
            } else {
                lines.append(line)
            }
        }
        let places = lines.enumerated().map { offset, line in
            (order.firstIndex(of: Presentation.keyword(of: line)) ?? order.count, offset)
        }
        return lines.indices.sorted { places[$0] < places[$1] }.map { lines[$0] }
    }
}

extension Configuration {
    /// How the server presents itself.
    public var presentation: Presentation {
        get { presentations.first ?? Presentation() }
        set { presentations = newValue == Presentation() ? [] : [newValue] }
    }
}
