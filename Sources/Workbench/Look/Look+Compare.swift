import OctetText
import SMTPPolicy
import SMTPSimulator
import TerminalText

extension CompareCommand: PageCommand {
    func page(_ look: Look) -> Page { look.compare(profile) }
}

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
    package mutating func add(_ difference: ProfileDifference, here: String, there: String) {
        show(EscapedText.shown(difference.step))
        let ours = difference.here.lines
        let theirs = difference.there.lines
        let width = max(here.count, there.count)
        add(ours, besides: theirs, Page.padded(here, to: width), .diffRemoved)
        add(theirs, besides: ours, Page.padded(there, to: width), .diffAdded)
    }

    /// Adds those lines of a reply that the other server does not have; all, if only the order differs.
    private mutating func add(
        _ lines: [String], besides others: [String], _ name: String, _ label: Label
    ) {
        let own = lines.filter { !others.contains($0) }
        let isSame = own.isEmpty && others.allSatisfy(lines.contains)
        for line in isSame ? lines : own { show("  \(name)  \(EscapedText.shown(line))", label) }
    }

    private static func padded(_ name: String, to width: Int) -> String {
        name + String(repeating: " ", count: width - name.count)
    }
}
