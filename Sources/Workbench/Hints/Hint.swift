/// A remark of the prompt to somebody who seems to have meant something else.
///
///     # hint: this is message text; ::can is the command, a lone dot ends it
///
/// Hints are declared in `all`, and nowhere else: what triggers one, what it says, and for how long. The
/// reasons of replies are not hints; `:why` tells them.
struct Hint: Sendable {
    /// A name for the documentation and the memory.
    let id: String
    /// Where it can be given.
    let place: Occasion.Place
    /// What triggers it, for the documentation.
    let trigger: String
    /// What it says; `{}` stands for what the trigger found.
    let text: String
    let repetition: Repetition
    /// What stands for `{}`, empty for nothing; nil if the occasion does not trigger it.
    let find: @Sendable (Occasion) -> String?

    /// How long it is given again.
    enum Repetition: Hashable, Sendable {
        case once
        /// Once for each thing that `find` finds.
        case oncePerFinding
        /// Until the person has shown to know it, at most three times.
        case until(Lesson)
    }

    /// What a person can learn, by doing it once.
    enum Lesson: String, Hashable, Sendable, CaseIterable {
        case leaveText, leaveResponse, handshake, reconnect
    }

    init(
        _ id: String, _ place: Occasion.Place, _ repetition: Repetition, trigger: String,
        text: String, find: @escaping @Sendable (Occasion) -> String?
    ) {
        self.id = id
        self.place = place
        self.trigger = trigger
        self.text = text
        self.repetition = repetition
        self.find = find
    }

    /// What it says about something found.
    func text(about finding: String) -> String {
        text.split(separator: "{}", omittingEmptySubsequences: false).joined(separator: finding)
    }
}

extension Hint.Repetition {
    /// In a few words, for the documentation.
    var words: String {
        switch self {
        case .once: "once"
        case .oncePerFinding: "once for each"
        case .until(let lesson): "until \(lesson.words), at most \(HintMemory.mostTimes) times"
        }
    }
}

extension Hint.Lesson {
    fileprivate var words: String {
        switch self {
        case .leaveText: "`::name` or the lone dot is used"
        case .leaveResponse: "`::name` or `*` is used"
        case .handshake: "`:tls` is used"
        case .reconnect: "`:connect` or `:undo` is used"
        }
    }

    /// Whether somebody who does this knows it.
    func isLearned(by occasion: Occasion) -> Bool {
        switch self {
        case .leaveText:
            occasion.place == .text && (occasion.command != nil || occasion.text == ".")
        case .leaveResponse:
            occasion.place == .response && (occasion.command != nil || occasion.text == "*")
        case .handshake: occasion.command == "tls"
        case .reconnect:
            occasion.place == .closed
                && occasion.command.map { ["connect", "undo"].contains($0) } ?? false
        }
    }
}
