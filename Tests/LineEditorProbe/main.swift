// Reads lines as its arguments say, and prints each event between angle brackets. The tests of
// LineEditor run it on a pseudo-terminal.

import LineEditor
import SystemCalls

var options = ProbeOptions(CommandLine.arguments.dropFirst())
if options.isPlain {
    var source = PlainLineSource(.standardInput, maximumLength: options.limit)
    runPlain(&source)
} else if let source = TerminalLineSource(program: "probe") {
    runTerminal(source, options)
} else {
    print("<no terminal>")
}
