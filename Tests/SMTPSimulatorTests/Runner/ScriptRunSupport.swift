@testable import SMTPScript
@testable import SMTPSimulator

/// Runs a script from text.
func runScript(
    _ text: String, files: any ScriptFiles = NoFiles(), name: String = "greylist.smtp",
    configure: (inout ScriptRunOptions) -> Void = { _ in }
) -> ScriptReport {
    var options = ScriptRunOptions()
    configure(&options)
    return ScriptRunner(files: files).run(Array(text.utf8), name: name, options: options)
}

/// The script of the design.
let greylistScript = """
    # Greylisting: the first attempt is put off, the second is taken.
    :profile strict
    :on recipient *@sim.example tempfail 451 4.7.1 "Greylisted" once
    S: 220 {{.*}}
    C: EHLO client.example
    S= 250
    C: MAIL FROM:<ann@client.example>
    S= 250 2.1.0
    C: RCPT TO:<bob@sim.example>
    S: 451 4.7.1 Greylisted
    C: RCPT TO:<bob@sim.example>
    S= 2xx
    :expect state RCPT
    :expect recipients bob@sim.example
    C: QUIT
    S= 221
    S. close

    """

extension String {
    func replacingRule(with rule: String) -> String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(":on ") ? rule : String($0) }.joined(separator: "\n")
    }
}
