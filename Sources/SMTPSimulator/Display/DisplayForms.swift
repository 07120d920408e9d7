/// How much of what happens inside is shown: `:set trace`.
package enum TraceForm: String, DisplayValue {
    /// Nothing.
    case off
    /// Changes of the state, and refusals.
    case brief
    /// Everything.
    case full
    /// Everything, with the reason of each reply and an example of what comes next.
    case teach

    package var meaning: String {
        switch self {
        case .off: "no trace"
        case .brief: "changes of the state, and refusals"
        case .full: "every decision and note"
        case .teach: "and the reason of each reply, and what to type next, each twice at most"
        }
    }
}

/// How the terminal's colours are used: `:set theme`.
package enum ThemeForm: String, DisplayValue {
    case dark, light, projector, none

    package var meaning: String {
        switch self {
        case .dark: "for a dark background"
        case .light: "for a light background"
        case .projector: "for a projector: bold instead of pale, nothing dim"
        case .none: "no colours"
        }
    }
}

/// Whether what the client proves itself by is on the screen: `:set secrets`.
package enum SecretForm: String, DisplayValue {
    case off, on

    package var meaning: String {
        switch self {
        case .off: "masked; the same secret has the same number"
        case .on: "shown on the screen; :save writes them only with --secrets"
        }
    }
}
