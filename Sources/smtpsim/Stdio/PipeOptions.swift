/// The options of `stdio`.
struct PipeOptions {
    /// Those that make the server.
    var server = ServerOptions()
    /// Whether the trace is JSON.
    var isJSON = false
    /// Whether there is no trace unless one is named.
    var isQuiet = false
    /// `off`, or the file for the trace; nil for standard error.
    var trace: String?
    /// Users who can authenticate, each `name:password`.
    var users: [String] = []
    /// Rules, each as after `:on`.
    var handlers: [String] = []
    /// The folder for accepted messages.
    var folder: String?
    /// Whether credentials are shown in the trace.
    var showsSecrets = false
}

extension PipeOptions {
    /// Reads plain arguments: options of this command and their values, each in a word.
    ///
    /// The argument parser takes longer than everything else before the greeting, for which a client
    /// waits. The parser reads the same options; anything else, such as help, is left to it.
    ///
    /// - Parameter arguments: those after the command's name; the result is nil if the parser must
    ///   read them
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
        case "--on": handlers.append(value)
        case "--save-messages": folder = value
        default: return false
        }
        return true
    }
}
