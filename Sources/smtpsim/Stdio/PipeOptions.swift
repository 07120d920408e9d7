/// What the command line of `stdio` says.
struct PipeOptions {
    /// What it says of the server.
    var server = ServerOptions()
    /// Whether the trace is JSON.
    var isJSON = false
    /// Whether there is no trace, if none is named.
    var isQuiet = false
    /// `off`, or the file for the trace; nil for standard error.
    var trace: String?
    /// Users who can authenticate, each `name:password`.
    var users: [String] = []
    /// Rules, each as behind `:on`.
    var rules: [String] = []
    /// The folder for accepted messages.
    var folder: String?
    /// Whether credentials are shown in the trace.
    var showsSecrets = false
}

extension PipeOptions {
    /// Reads plain arguments: options of this command and their values, each in a word.
    ///
    /// The argument parser takes longer than everything else until the greeting, and a client waits for
    /// that. What is not plain, help and mistakes among it, is left to the parser, and means the same
    /// there.
    ///
    /// - Parameter arguments: what stands behind the command's name; the result is nil if the parser
    ///   is to read them
    init?(plain arguments: ArraySlice<String>) {
        var rest = arguments
        while let option = rest.popFirst() {
            if option == "--json" {
                isJSON = true
            } else if option == "--quiet" || option == "-q" {
                isQuiet = true
            } else if option == "--secrets" {
                showsSecrets = true
            } else {
                guard let value = rest.popFirst(), !value.hasPrefix("-"), set(option, value) else {
                    return nil
                }
            }
        }
    }

    private mutating func set(_ option: String, _ value: String) -> Bool {
        switch option {
        case "--profile": server.profile = value
        case "--set": server.settings.append(value)
        case "--init": server.initFile = value
        case "--trace": trace = value
        case "--user": users.append(value)
        case "--on": rules.append(value)
        case "--save-messages": folder = value
        default: return false
        }
        return true
    }
}
