import SMTPScript

extension PromptCommand {
    /// Every command, in the order of the manual.
    public static let all: [CommandDefinition] =
        session + look + time + policy + bytes + simulate + settings + files + script

    private static let session = [
        CommandDefinition(
            "help", "[TOPIC]", .session, "Shows an overview, or help on a command or a topic.",
            examples: [":help", ":help undo"], argument: .topic),
        CommandDefinition("quit", "", .session, "Leaves the simulator."),
    ]

    private static let look = [
        CommandDefinition(
            "state", "", .look,
            "Shows what the server waits for, and what it knows about the client."),
        CommandDefinition(
            "can", "", .look, "Lists what you can send now, with its syntax."),
        CommandDefinition(
            "why", "[N]", .look, "Shows the rule that gave the last reply, or the Nth from last.",
            examples: [":why", ":why 2"], argument: .number),
        CommandDefinition(
            "explain", "WORD…|COMMAND LINE", .look,
            "Explains words of the protocol, or takes a command line apart.",
            details: """
                A word is a reply code, an enhanced status code, a verb, an extension, a SASL \
                mechanism, a hook, or the name of a rule. A command line is a verb with its \
                arguments; nothing is sent.
                """,
            examples: [
                ":explain 550 5.7.1", ":explain PIPELINING", ":explain recipient",
                ":explain order.hello-first", ":explain MAIL FROM:<a@b> SIZE=10",
            ], argument: .topic),
        CommandDefinition(
            "envelope", "", .look, "Shows the sender and the recipients so far."),
        CommandDefinition(
            "messages", "", .look, "Lists the messages received so far."),
        CommandDefinition(
            "message", "N", .look, "Shows a received message.", examples: [":message 1"],
            argument: .message),
        CommandDefinition("log", "", .look, "Shows the session so far."),
        CommandDefinition(
            "hooks", "", .look, "Lists the handlers, with how often each matched and decided."),
        CommandDefinition(
            "settings", "[PART]", .look, "Lists the settings, or those whose names contain PART.",
            examples: [":settings maximum"], argument: .setting),
        CommandDefinition(
            "buffer", "", .look, "Shows the octets waiting to be read."),
        CommandDefinition(
            "compare", "PROFILE", .look,
            "Plays the session to another profile, and lists where replies or states differ.",
            details: "The session itself is unchanged. Handlers, answers and users stay the same.",
            examples: [":compare lenient", ":compare mailhog"], argument: .profile),
    ]

    private static let time = [
        CommandDefinition(
            "undo", "[N]", .time, "Takes back the last step, or the last N.",
            details: "Session, handlers, counts, mailbox and settings go back together.",
            examples: [":undo", ":undo 3"], argument: .number),
        CommandDefinition(
            "redo", "[N]", .time, "Repeats the last step that was undone, or the last N.",
            examples: [":redo"],
            argument: .number),
        CommandDefinition(
            "goto", "N", .time, "Goes to just after step N, back or forward; 0 is the beginning.",
            examples: [":goto 3"], argument: .number),
        CommandDefinition(
            "checkpoint", "NAME", .time, "Names this point, so that :restore can return to it.",
            examples: [":checkpoint greeted"],
            argument: .text),
        CommandDefinition(
            "restore", "NAME", .time, "Returns to a checkpoint.",
            details: """
                If the checkpoint lies in this session's past, :redo goes forward again, as after \
                :goto. Otherwise the steps since the two parted are dropped.
                """,
            examples: [":restore greeted"], argument: .checkpoint),
        CommandDefinition(
            "fork", "NAME", .time, "Continues in a copy of the session; this one stays as it is.",
            examples: [":fork what-if"], argument: .text),
        CommandDefinition(
            "sessions", "[NAME]", .time, "Lists the sessions, or switches to one.",
            examples: [":sessions", ":sessions main"], argument: .sessionName),
    ]

    private static let policy = [
        CommandDefinition(
            "on", "HOOK [PATTERN] ACTION [QUALIFIER]", .policy,
            "Adds a handler; the first that matches decides.",
            details: """
                PATTERN is a glob such as *@example.org or a /regex/; without one, everything \
                matches. QUALIFIER is once, times N, after N, every N or N%.
                """,
            examples: [
                ":on recipient nosuch@* reject 550 5.1.1 \"No such user\"",
                ":on recipient tempfail 451 4.7.1 \"Greylisted\" once", ":on message discard 10%",
            ], argument: .hook),
        CommandDefinition(
            "off", "N|all", .policy, "Removes handler N, or all handlers.",
            examples: [":off 1", ":off all"],
            argument: .ruleNumber),
        CommandDefinition(
            "next", "[HOOK] ACTION", .policy, "Decides the next question that the action suits.",
            details: """
                Without HOOK, it skips the verb question, which comes before every command, and \
                the capabilities question unless the action lists some. A new :next replaces one \
                that still waits.
                """,
            examples: [":next reject", ":next message tempfail 452 4.3.1"], argument: .action),
        CommandDefinition(
            "ask", "HOOK…|credentials [off]", .policy,
            "Puts the questions of a hook to you, at the prompt A:.",
            details: """
                With credentials, you are asked where the passwords of :user would decide; a saved \
                session does this, because it contains no passwords.
                """,
            examples: [":ask recipient", ":ask recipient off", ":ask credentials"], argument: .hook),
        CommandDefinition(
            "user", "NAME PASSWORD", .policy, "Adds a user for AUTH.",
            examples: [":user tim secret"],
            argument: .user),
    ]

    private static let bytes = [
        CommandDefinition(
            "send", "\"OCTETS\" [*N]", .bytes, "Sends exactly these octets.",
            details: #"The escapes are \r \n \t \0 \xHH \u{…} \\ \". Nothing is added."#,
            examples: [#":send "NOOP\r\nNOOP\r\n""#, #":send "x" *1000"#], argument: .text),
        CommandDefinition(
            "hex", "HH…", .bytes, "Sends octets given in hexadecimal.",
            examples: [":hex 51 55 49 54 0d 0a"],
            argument: .text),
        CommandDefinition(
            "file", "PATH [raw|stuff]", .bytes, "Sends a file, as it is or as message text.",
            details:
                "With stuff, dots are stuffed and lines end with CR LF; the final dot is not added.",
            examples: [":file letter.eml stuff"], argument: .path),
        CommandDefinition(
            "chunk", "N|off", .bytes, "Hands what is sent to the server N octets at a time.",
            examples: [":chunk 1", ":chunk off"], argument: .number),
        CommandDefinition(
            "paste", "", .bytes,
            "Reads lines up to a line :end, and sends them in one write.",
            place: .prompt),
        CommandDefinition(
            "flush", "", .bytes, "Ends a write: what follows goes in another.",
            details: "In a script, consecutive C lines go in one write."),
    ]

    private static let simulate = [
        CommandDefinition(
            "connect", "[ip=ADDRESS] [port=N] [tls]", .simulate,
            "Opens the connection, or a new one.",
            examples: [":connect", ":connect ip=192.0.2.1"]),
        CommandDefinition("close", "", .simulate, "Closes the connection as the client."),
        CommandDefinition(
            "tls", "[version=V] [identity=NAME]", .simulate, "Performs the TLS handshake.",
            details: "identity is what a client certificate would prove; EXTERNAL uses it.",
            examples: [":tls", ":tls identity=tim"]),
        CommandDefinition(
            "auth", "MECHANISM [USER PASSWORD]", .simulate,
            "Computes what a client sends for AUTH, and types it.",
            examples: [":auth PLAIN tim secret", ":auth EXTERNAL"], argument: .mechanism),
        CommandDefinition(
            "wait", "DURATION", .simulate, "Lets virtual time pass.",
            examples: [":wait 5m", ":wait 90s"], argument: .text),
    ]

    private static let settings = [
        CommandDefinition(
            "set", "KEY VALUE", .settings, "Changes a setting.",
            examples: [":set maximum-recipients 2", ":set require-tls on"], argument: .setting),
        CommandDefinition(
            "profile", "NAME", .settings, "Switches to the settings of a named server.",
            details: "mailhog is another machine, and starts with a new connection.",
            examples: [":profile lenient"], argument: .profile),
        CommandDefinition(
            "seed", "N", .settings,
            "Restarts chance and challenges; the same seed gives the same results.",
            examples: [":seed 42"], argument: .number),
    ]

    private static let files = [
        CommandDefinition(
            "save", "FILE", .files, "Saves the session as a script that runs.",
            examples: [":save first.smtp"], argument: .path, place: .prompt),
        CommandDefinition(
            "run", "FILE", .files, "Runs a script, apart from this session.",
            examples: [":run first.smtp"],
            argument: .path, place: .prompt),
        CommandDefinition(
            "open", "FILE", .files, "Starts over with a script, and continues from its end.",
            examples: [":open first.smtp"], argument: .path, place: .prompt),
    ]

    private static let script = [
        CommandDefinition(
            "expect", "WHAT", .script,
            "Checks what replies do not show, and says whether it holds.",
            details: """
                state RCPT · sender <a@b> · recipients <c@d> <e@f> · messages 1 · \
                message 1 size 120 · message 1 body NAME · message 1 sha256 HEX · \
                hook recipient count 2 · buffer empty · closed · rule order.hello-first · \
                note tls.discarded
                """,
            examples: [":expect state RCPT", ":expect messages 1"], argument: .check),
        CommandDefinition(
            "require", "EXTENSION|CLIENT", .script,
            "Skips the script unless that is available.",
            examples: [":require STARTTLS"], argument: .text, place: .scripts),
        CommandDefinition(
            "include", "FILE", .script, "Plays another script here.",
            examples: [":include hello.smtp"], argument: .path, place: .scripts),
    ]

    /// The commands whose names begin so; a whole name counts alone.
    ///
    /// - Parameter prefix: a name or its beginning, in any case
    /// - Returns: the commands, in the table's order
    public static func definitions(prefix: String) -> [CommandDefinition] {
        let prefix = prefix.lowercased()
        if let whole = all.first(where: { $0.name == prefix }) { return [whole] }
        return all.filter { $0.name.hasPrefix(prefix) }
    }
}
