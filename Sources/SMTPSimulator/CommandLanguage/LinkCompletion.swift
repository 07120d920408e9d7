import SMTPPolicy
import SMTPSession

/// What can come next where an action says what the link is like.
enum LinkCompletion {
    /// What can follow these words after an action, and the words after those of the link; nil in their place
    /// if the link's are not complete.
    static func kinds(
        after words: ArraySlice<String>
    ) -> (kinds: [ArgumentKind], rest: ArraySlice<String>?) {
        guard let first = words.first else { return ([.choices([keyword])], words) }
        guard first.lowercased() == LinkWord.keyword else { return ([], words) }
        var rest = words.dropFirst()
        var given: [LinkWord] = []
        while let word = rest.first.flatMap({ LinkWord(rawValue: $0.lowercased()) }) {
            rest.removeFirst()
            given.append(word)
            guard !word.syntax.isEmpty else { continue }
            guard rest.popFirst() != nil else { return (values(of: word), nil) }
        }
        guard rest.isEmpty else { return ([], rest) }
        let others = given.contains(.usual) ? [] : others(than: given)
        return ([.choices(others)], given.isEmpty ? nil : rest)
    }

    private static let keyword = ArgumentKind.Choice(
        word: LinkWord.keyword, meaning: "and a fault of the link from then on")

    private static func others(than given: [LinkWord]) -> [ArgumentKind.Choice] {
        LinkWord.allCases.filter { word in
            !given.contains(word) && (given.isEmpty || word != .usual)
        }.map { ArgumentKind.Choice(word: $0.rawValue, meaning: $0.summary) }
    }

    private static func values(of word: LinkWord) -> [ArgumentKind] {
        switch word {
        case .usual, .halfClose: []
        case .pieces: [.words("1", "10", "100")]
        case .rate: [.words("100", "1000", "10000")]
        case .cut: [.words("100", "1000", "0")]
        case .pause: [.words("20ms", "100ms", "1s")]
        case .handshake: [.words("fails", "stalls")]
        }
    }
}
