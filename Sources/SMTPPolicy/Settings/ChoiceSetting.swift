import SMTPSession

/// A setting that takes one of some words, each a combination of what a server tolerates and changes in text.
struct ChoiceSetting: Sendable {
    /// What a word stands for.
    struct Choice: Sendable {
        let word: String
        /// The departures that the word decides on, and whether each is tolerated.
        let tolerances: [(rule: Rule, isTolerated: Bool)]
        /// What of the text is changed.
        var treatment: TextTreatment = []
    }

    /// The first that fits is what a configuration has; the last fits any.
    let choices: [Choice]
    /// All that the words decide on.
    let treatments: TextTreatment

    var words: [String] { choices.map(\.word) }

    func get(_ configuration: Configuration) -> String {
        let treatment = configuration.textTreatment.intersection(treatments)
        let choice = choices.first { choice in
            choice.treatment == treatment
                && choice.tolerances.allSatisfy {
                    configuration.tolerated.contains($0.rule) == $0.isTolerated
                }
        }
        return (choice ?? choices[choices.count - 1]).word
    }

    func set(
        _ configuration: inout Configuration, _ text: String
    ) throws(SettingKind.ValueFault) {
        guard let choice = choices.first(where: { $0.word == text.lowercased() }) else {
            throw SettingKind.ValueFault(expected: words.joined(separator: ", "))
        }
        for (rule, isTolerated) in choice.tolerances {
            configuration.tolerate(rule, isTolerated)
        }
        configuration.textTreatment.subtract(treatments)
        configuration.textTreatment.formUnion(choice.treatment)
    }
}

extension ChoiceSetting {
    /// Where message text ends, and what becomes of a bare LF in it.
    static let endOfData = ChoiceSetting(
        choices: [
            Choice(
                word: "strict",
                tolerances: [(.contentBareLineFeed, true), (.contentLineFeedEnd, false)]),
            Choice(
                word: "reject",
                tolerances: [(.contentBareLineFeed, false), (.contentLineFeedEnd, false)]),
            Choice(
                word: "normalize",
                tolerances: [(.contentBareLineFeed, true), (.contentLineFeedEnd, false)],
                treatment: .normalizesLineFeeds),
            Choice(
                word: "any-lf",
                tolerances: [(.contentBareLineFeed, true), (.contentLineFeedEnd, true)]),
        ], treatments: .normalizesLineFeeds)

    /// What becomes of octets above 127 that BODY=8BITMIME did not announce.
    static let eightBit = ChoiceSetting(
        choices: [
            Choice(word: "accept", tolerances: [(.contentEightBit, true)]),
            Choice(
                word: "strip", tolerances: [(.contentEightBit, true)], treatment: .stripsHighBit),
            Choice(word: "reject", tolerances: [(.contentEightBit, false)]),
        ], treatments: .stripsHighBit)

    /// What becomes of octets 0.
    static let nul = ChoiceSetting(
        choices: [
            Choice(word: "accept", tolerances: [(.contentNul, true)]),
            Choice(word: "strip", tolerances: [(.contentNul, true)], treatment: .dropsNul),
            Choice(word: "reject", tolerances: [(.contentNul, false)]),
        ], treatments: .dropsNul)
}
