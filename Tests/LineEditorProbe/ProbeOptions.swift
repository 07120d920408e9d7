/// What the probe is asked to do: `[plain] [ghost] [limit BYTES] [history PATH]`.
struct ProbeOptions {
    var isPlain = false
    var hasGhost = false
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
