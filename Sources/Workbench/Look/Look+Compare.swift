import SMTPPolicy
import SMTPTranscript
import TerminalText

extension Look {
    /// `:compare PROFILE`: where another server would have done otherwise.
    func compare(_ profile: Profile) -> Page {
        var page = page
        let here = simulator.world.profile.rawValue
        let differences = simulator.compare(with: profile)
        guard !differences.isEmpty else {
            page.say("\(profile.rawValue) would have said the same at every step.")
            return page
        }
        for difference in differences { page.add(difference, here: here, there: profile.rawValue) }
        return page
    }
}

extension Page {
    /// Adds a step at which two servers differ: what was done, and what each said.
    ///
    /// - Parameters:
    ///   - difference: the step
    ///   - here: what this server is called
    ///   - there: what the other is called
    public mutating func add(_ difference: ProfileDifference, here: String, there: String) {
        show(Sanitizer.visible(difference.step))
        let column = max(here.count, there.count)
        for (name, words, label) in [
            (here, difference.here, Label.diffRemoved), (there, difference.there, Label.diffAdded),
        ] {
            let padding = String(repeating: " ", count: column - name.count)
            show("  \(name)\(padding)  \(Sanitizer.visible(words))", label)
        }
    }
}
