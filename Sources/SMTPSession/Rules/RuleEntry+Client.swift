// What a client does over a session, and no single command shows. The machine answers as usual, whatever
// comes; who looks for these is lint.

extension RuleEntry {
    static let client: [RuleEntry] = [
        RuleEntry(
            .goesOnAfter421, "client.goes-on-after-421", 421, 4, 3, 2,
            text: "The client went on after 421", rfc: 5321, section: "3.8",
            """
            421 says that the server closes the connection. What is sent after it is lost; the client \
            treats the transaction as if 451 had come, and connects again later. Lint finds this.
            """),
        RuleEntry(
            .retriesRefused, "client.retry-after-refusal", 554, 5, 5, 0,
            text: "The client repeated what was refused for good", rfc: 5321, section: "4.2.1",
            """
            After 5yz a client should not repeat the exact request in the same sequence: it would be \
            refused again. Lint finds this.
            """),
        RuleEntry(
            .readsPartOfReply, "client.part-of-reply", 503, 5, 5, 1,
            text: "The client went on after a part of a reply", rfc: 5321, section: "4.2.1",
            """
            A reply goes on while a hyphen follows the code. A client that acts on the first line \
            takes the next lines for replies to its next commands, and is out of step from then on. \
            Lint finds this.
            """),
        RuleEntry(
            .passwordInClear, "client.password-in-clear", 538, 5, 7, 11,
            text: "The password went over the wire in clear", rfc: 4954, section: "4",
            """
            PLAIN, LOGIN and their kin hold the password or a token, which anybody on the way can \
            read outside TLS. A server should not take it there, and a client should not send it. \
            Lint finds this.
            """),
        RuleEntry(
            .dotNotStuffed, "client.dot-not-stuffed", 554, 5, 6, 0,
            text: "A line of the text begins with a dot that is not stuffed",
            rfc: 5321, section: "4.5.2",
            """
            The client puts another dot before each line of text that begins with one, and the server \
            removes it. A line that comes with one dot and more after it loses that dot. Lint finds this.
            """),
        RuleEntry(
            .sizeOverstated, "client.size-overstated", 552, 5, 3, 4,
            text: "SIZE= declared much more than was sent", rfc: 1870, section: "6",
            """
            Ideally the declared size is the true one; an estimate is usually a little larger. One that \
            is more than twice as large can have a message refused that would have been taken. Lint \
            finds this.
            """),
        RuleEntry(
            .recipientsOverLimit, "client.recipients-over-limit", 452, 4, 5, 3,
            text: "The client sent more than the server had said it takes",
            rfc: 5321, section: "4.5.3.1.10",
            """
            The server had said how many recipients or transactions it takes, in the LIMITS line of \
            the reply to EHLO, or by 452 4.5.3. The client sends the message to these, and to the others in \
            another transaction. Lint finds this.
            """),
        RuleEntry(
            .localHelloName, "client.local-name", 550, 5, 7, 1,
            text: "The client's name is not fully qualified", rfc: 5321, section: "2.3.5",
            """
            EHLO names the host by its fully qualified name, or by its address in brackets if it has \
            none. A local name such as localhost says nothing to the server, and many refuse it. Lint \
            finds this.
            """),
        RuleEntry(
            .heloWithoutEhlo, "client.helo-without-ehlo", 250, 2, 5, 0,
            text: "The client sent HELO and did not try EHLO", rfc: 5321, section: "2.2.1",
            """
            Clients should prefer EHLO, and send HELO only if EHLO is refused: without EHLO no \
            extension is on. Lint finds this.
            """),
    ]
}
