/// A shell script that hands over messages with a program, a command for each transaction.
struct ShellScript {
    /// A command, and what it reads from standard input.
    struct Command {
        /// The program, and its options with their values: a line each.
        var words: [String]
        /// What it reads; nil for nothing.
        var input: [UInt8]?
    }

    /// What is special about what a shell script cannot hold.
    static let losses: [PlayedFeature: String] = [
        .octets:
            "Commands hold octets that are no printable ASCII, or odd line ends: they are not repeated.",
        .secrets: "The name and the password are asked for in environment variables.",
    ]

    /// The lines of the script.
    let lines: [String]

    static let user = #""${SMTP_USER:?set it to the name of the user}""#
    static let password = #""${SMTP_PASSWORD:?set it to the password}""#

    init(
        _ conversation: PlayedConversation, _ warnings: [String], program: String,
        command: (ClientStory.Connection, ClientStory.Transaction) -> Command
    ) {
        let connections = ClientStory(conversation).connections
        var head = [
            "Repeats an SMTP conversation: \(conversation.shownSource).",
            "Made by smtpsim export. Usage: sh FILE",
        ]
        if connections.contains(where: { $0.mechanism != nil }) {
            head.append(
                "\(program) computes what AUTH needs: put the name and the password in the"
                    + " environment variables SMTP_USER and SMTP_PASSWORD.")
        }
        var lines = ["#!/bin/sh"] + CommentText.lines(head + warnings, mark: "#") + ["set -e"]
        for connection in connections {
            for transaction in connection.transactions {
                lines += [""] + ShellScript.lines(of: command(connection, transaction))
            }
        }
        self.lines = lines
    }

    private static func lines(of command: Command) -> [String] {
        let words = command.words.enumerated().map { index, word in
            (index == 0 ? "" : "    ") + word + (index < command.words.count - 1 ? " \\" : "")
        }
        guard let input = command.input else { return words }
        let printing = ShellText.printing(input).map { "    " + $0 }
        // A group needs a command, and an empty text has none.
        let body = printing.isEmpty ? ["    :"] : printing
        return ["{"] + body + ["} | " + (words.first ?? "")] + words.dropFirst()
    }
}
