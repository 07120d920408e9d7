/// How closely replies are compared: `run --compare`.
public enum CompareMode: String, Hashable, Sendable, CaseIterable {
    /// As the script says, text and all.
    case exact
    /// By the reply code alone.
    case code
    /// By the first digit of the reply code alone.
    case `class`
}
