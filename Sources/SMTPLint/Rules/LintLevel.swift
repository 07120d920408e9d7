/// How bad a finding is.
public enum LintLevel: String, CaseIterable, Hashable, Sendable, Comparable {
    /// It breaks a requirement, or loses mail or a secret.
    case error
    /// It is against advice of the standard, and fails with some servers.
    case warning
    /// It works, and could be better.
    case hint

    /// Whether one level is worse than another.
    public static func < (left: LintLevel, right: LintLevel) -> Bool { left.place < right.place }

    // The worst first, so that what is sorted begins with it.
    private var place: Int {
        switch self {
        case .error: 0
        case .warning: 1
        case .hint: 2
        }
    }
}
