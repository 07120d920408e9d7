/// What the probe is asked to do: `[plain] [ghost] [others] [limit BYTES] [history PATH]`.
struct ProbeOptions {
    var isPlain = false
    var hasGhost = false
    /// Whether SIGUSR1 interjects.
    var hasOthers = false
    var limit = 16 << 20
    var historyPath: String?

    init(_ arguments: some Collection<String>) {
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            switch argument {
            case "plain":
                isPlain = true
            case "ghost":
                hasGhost = true
            case "others":
                hasOthers = true
            case "limit":
                limit = rest.next().flatMap { Int($0) } ?? limit
            case "history":
                historyPath = rest.next()
            default:
                preconditionFailure("unknown argument: \(argument)")
            }
        }
    }
}
