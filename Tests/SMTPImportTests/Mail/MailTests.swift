import Testing

@testable import SMTPImport

@Suite("Mails with a transcript or a bounce")
struct MailTests {
    private func parts(_ text: String) -> [MailPart] {
        let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
        return MailPart.parts(of: lines[...], first: 1)
    }

    private func texts(_ text: String) -> [String] {
        parts(text).map { String(decoding: $0.octets, as: UTF8.self) }
    }

    @Test("Quoted-printable is undone: octets, and lines that were joined")
    func quotedPrintable() {
        let text = "Content-Transfer-Encoding: Quoted-Printable\n\n250 a=3Db =\nc\n=E4 =zz ="
        let part = parts(text).first
        #expect(part?.octets == Array("250 a=b c\n".utf8) + [0xE4] + Array(" =zz ".utf8))
        #expect(part?.isPlain == false)
    }

    @Test(
        "Base64 is undone as far as it goes",
        arguments: ["MjUwIE9L\nDQo=", "MjUwIE9L DQo", "MjUwIE9LDQo=\nM"])
    func base64(body: String) {
        #expect(texts("Content-Transfer-Encoding: base64\n\n\(body)") == ["250 OK\r\n"])
    }

    @Test("Parts are found in parts, and a mail in a mail; the last delimiter may be missing")
    func nested() {
        let text = """
            Content-Type: multipart/mixed; charset=x;
             boundary="a b"

            preamble
            --a b

            one
            --a b
            Content-Type: multipart/alternative; boundary=c

            --c

            two
            --c--
            --a b
            Content-Type: message/rfc822

            Subject: inner

            three
            """
        #expect(texts(text) == ["one\n", "two\n", "three\n"])
        #expect(parts(text).map(\.line) == [7, 13, 20])
    }

    @Test("Parts that never end are bounded")
    func deep() {
        let nest = String(repeating: "Content-Type: message/rfc822\n\n", count: 5_000)
        #expect(parts(nest + "x").isEmpty)
        let many =
            "Content-Type: multipart/mixed; boundary=b\n\n"
            + String(repeating: "--b\n\nx\n", count: 5_000)
        #expect(parts(many).count == 200)
    }

    @Test(
        "A mail is recognised by its first lines, and nothing else is",
        arguments: [
            ("From ann@client.example Sun Nov 22 08:00:00 2026\nSubject: x\n\n", true),
            ("Return-Path: <>\nReceived: from a by b\n\tfor c\nSubject: x\n\nx", true),
            ("Subject: only one field\n\nx", false), ("S: 220 mx\nC: EHLO a\n", false),
            ("220 mx\nHELO a\n250 mx\n", false), ("host = mx\nport = 25\n", false),
            ("From here on:\nTo: all\n", false), ("", false),
        ])
    func recognised(text: String, isMail: Bool) {
        #expect(MailFile.recognises(Array(text.utf8)[...]) == isMail)
    }

    @Test("Another server's refusal is read in the words of Postfix and of Exim")
    func remote() throws {
        let postfix = try #require(
            RemoteReply(
                Array(
                    "<bob@b.example>: host mx.b.example[192.0.2.1] said: 550-5.1.1 No 550 5.1.1 such user (in reply to end of DATA command)"
                        .utf8)[...]))
        #expect(
            postfix.reply.lines.map { String(decoding: $0, as: UTF8.self) } == [
                "550-5.1.1 No", "550 5.1.1 such user",
            ])
        #expect(postfix.command == .endOfData && !postfix.reply.isCutShort)
        let exim = try #require(
            RemoteReply(
                Array(
                    "bob@b.example host mx.b.example [192.0.2.1] SMTP error from remote mail server after RCPT TO:<bob@b.example>: 550 5.1.1 No"
                        .utf8)[...]))
        #expect(exim.reply.code == 550 && exim.command == .recipient)
        #expect(exim.recipient == Array("bob@b.example".utf8))
        let cut = RemoteReply(Array("host mx.b.example[192.0.2.1] said: 550-5.1.1 No".utf8)[...])
        #expect(cut?.reply.isCutShort == true && cut?.reply.code == 550)
    }
}
