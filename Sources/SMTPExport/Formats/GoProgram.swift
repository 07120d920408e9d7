extension ExportFormat {
    /// A Go program; it needs nothing but the standard library.
    static let go = ExportFormat(
        "go", "a Go program",
        usage: "go run FILE [HOST [PORT]]",
        holds: .exactProgram,
        losses: ProgramText.losses,
        lines: { conversation, options, _ in
            let program = ProgramText(conversation, options, goDialect)
            let head = ProgramText.head(
                conversation, usage: "go run FILE [HOST [PORT]]", mark: "//",
                secrets: program.secretSentences)
            // Comments before the package can be build constraints.
            return ["package main", ""] + head + goFunctions(options) + ["func main() {"]
                + program.lines.map(tabs) + [
                    "\tif differences > 0 {",
                    "\t\tos.Exit(1)",
                    "\t}",
                    "}",
                ]
        })

    private static func tabs(_ line: String) -> String {
        guard line.hasPrefix("    ") else { return line.isEmpty ? "" : "\t" + line }
        return "\t\t" + line.dropFirst(4)
    }

    private static var goDialect: ProgramText.Dialect {
        ProgramText.Dialect(
            comment: "//", connect: "connect()", startTLS: "startTLS()",
            closeByClient: "connection.Close()", closeByServer: "expectClose()",
            reply: { "reply(\"\($0)\")" }, send: ("send([]string{", "})"),
            literal: \.self, secret: { "secret(\"\($0)\")" },
            challengeResponse: { "cramMD5(\($0), \"\($1)\")" })
    }

    private static func goFunctions(_ options: ExportOptions) -> [String] {
        """

        import (
        \t"bufio"
        \t"crypto/hmac"
        \t"crypto/md5"
        \t"crypto/tls"
        \t"encoding/base64"
        \t"fmt"
        \t"net"
        \t"os"
        \t"strings"
        \t"time"
        )

        const patience = 60 * time.Second

        var (
        \tconnection  net.Conn
        \treader      *bufio.Reader
        \tlastLine    string
        \tdifferences int
        )

        func argument(number int, usual string) string {
        \tif len(os.Args) > number {
        \t\treturn os.Args[number]
        \t}
        \treturn usual
        }

        func host() string { return argument(1, \(OctetLiteral.quoted(options.host.utf8))) }

        func stop(why ...interface{}) {
        \tfmt.Fprintln(os.Stderr, append([]interface{}{"stopped:"}, why...)...)
        \tos.Exit(1)
        }

        func use(next net.Conn) {
        \tconnection = next
        \treader = bufio.NewReaderSize(next, 65536)
        }

        func connect() {
        \taddress := net.JoinHostPort(host(), argument(2, "\(options.port)"))
        \tnext, err := net.DialTimeout("tcp", address, patience)
        \tif err != nil {
        \t\tstop(err)
        \t}
        \tuse(next)
        }

        func readLine() string {
        \tconnection.SetReadDeadline(time.Now().Add(patience))
        \tline, err := reader.ReadSlice('\\n')
        \tif err != nil {
        \t\tstop(err)
        \t}
        \treturn strings.TrimRight(string(line), "\\r\\n")
        }

        func begins(text string) string {
        \tif text == "" {
        \t\treturn ""
        \t}
        \treturn text[:1]
        }

        func reply(expected string) {
        \tline := ""
        \tfor count := 0; count < 1000; count++ {
        \t\tline = readLine()
        \t\tfmt.Printf("S: %+q\\n", line)
        \t\tif len(line) < 4 || line[3] != '-' {
        \t\t\tbreak
        \t\t}
        \t}
        \tlastLine = line
        \tgot := line
        \tif len(line) > 3 {
        \t\tgot = line[:3]
        \t}
        \tif expected == "" || got == expected {
        \t\treturn
        \t}
        \tdifferences++
        \tfmt.Println("# expected", expected)
        \tif begins(got) != begins(expected) && (begins(got) == "3" || begins(expected) == "3") {
        \t\tstop("what follows would be taken for something else")
        \t}
        }

        func send(pieces []string) {
        \tif _, err := connection.Write([]byte(strings.Join(pieces, ""))); err != nil {
        \t\tstop(err)
        \t}
        }

        func secret(name string) string {
        \tvalue, isSet := os.LookupEnv(name)
        \tif !isSet {
        \t\tstop("set " + name + ", as the head of this program says")
        \t}
        \treturn value
        }

        // cramMD5 is the response to the challenge in the last reply (RFC 2195).
        func cramMD5(user, name string) string {
        \tpassword := secret(name)
        \tif len(lastLine) < 4 {
        \t\tstop("there is no challenge")
        \t}
        \tchallenge, err := base64.StdEncoding.DecodeString(lastLine[4:])
        \tif err != nil {
        \t\tstop(err)
        \t}
        \tdigest := hmac.New(md5.New, []byte(password))
        \tdigest.Write(challenge)
        \treturn base64.StdEncoding.EncodeToString([]byte(fmt.Sprintf("%s %x", user, digest.Sum(nil))))
        }

        func startTLS() {
        \tisNear := host() == "127.0.0.1" || host() == "::1" || host() == "localhost"
        \tconfig := &tls.Config{ServerName: host(), InsecureSkipVerify: isNear}
        \tnext := tls.Client(connection, config)
        \tif err := next.Handshake(); err != nil {
        \t\tstop(err)
        \t}
        \tuse(next)
        }

        func expectClose() {
        \tconnection.SetReadDeadline(time.Now().Add(patience))
        \tif _, err := reader.ReadByte(); err == nil {
        \t\tstop("the server did not close the connection")
        \t}
        \tconnection.Close()
        }

        """
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
