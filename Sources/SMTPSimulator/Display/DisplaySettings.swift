/// How the prompt shows things: what a person chooses for the screen.
///
/// It is no part of the server: undo does not reach it, and saved sessions leave it out.
package struct DisplaySettings: Hashable, Sendable {
    /// What stands before the line being typed.
    package var prompt = PromptForm.place
    /// Whether the rest of the usual next line is shown while one types.
    package var ghost = GhostForm.on
    /// How much of what happens inside is shown.
    package var trace = TraceForm.full
    /// How colours are used, where there are any.
    package var theme = ThemeForm.dark
    /// Whether secrets are on the screen.
    package var secrets = SecretForm.off

    package init() {}
}

/// A value of a display setting that is one word of a few.
package protocol DisplayValue: CaseIterable, RawRepresentable<String>, Hashable, Sendable {
    /// What it shows, in a few words.
    var meaning: String { get }
}

/// Whether the rest of the usual next line is shown, dim, while one types: `:set ghost`.
package enum GhostForm: String, DisplayValue {
    case on, off

    package var meaning: String {
        switch self {
        case .on: "the rest of the usual line, dim; Right or End takes it"
        case .off: "only what you type"
        }
    }
}

/// What stands before the line being typed: `:set prompt`.
package enum PromptForm: String, DisplayValue {
    /// Only the mark of the script language: `C: `, `A: `.
    case plain
    /// Also what the server waits for, unless it is a command: `[text] C: `.
    case place
    /// Also the state, the recipients, TLS and the user: `[RCPT (2), TLS, user tim] C: `.
    case full

    package var meaning: String {
        switch self {
        case .plain: "C: and A:, nothing else"
        case .place: "and what the server waits for, unless it is a command"
        case .full: "and the state, the recipients, TLS and the user"
        }
    }
}
