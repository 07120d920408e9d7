import Testing

@testable import SMTPSimulator

@Suite("What a SASL message says")
struct SASLFieldsTests {
    @Test(
        "each mechanism has its parts, and one of them is secret",
        arguments: [
            ("PLAIN", 0, "\0tim\0pw", "user=tim password=pw!"),
            ("PLAIN", 0, "ann\0tim\0pw", "for=ann user=tim password=pw!"),
            ("LOGIN", 0, "tim", "user=tim"), ("LOGIN", 1, "pw", "password=pw!"),
            ("CRAM-MD5", 0, "tim b913a6", "user=tim digest=b913a6!"),
            ("EXTERNAL", 0, "ann", "identity=ann"),
            (
                "XOAUTH2", 0, "user=tim\u{1}auth=Bearer ya29\u{1}\u{1}",
                "user=tim auth=Bearer ya29!"
            ),
            (
                "OAUTHBEARER", 0, "n,a=tim,\u{1}host=h\u{1}auth=Bearer t\u{1}\u{1}",
                "header=n,a=tim, host=h auth=Bearer t!"
            ),
            ("OAUTHBEARER", 1, "\u{1}", "response=\u{1}!"),
            ("SCRAM-SHA-256", 0, "n,,n=tim,r=abc", "user=tim r=abc"),
            ("SCRAM-SHA-256", 1, "c=biws,r=abc,p=xyz=", "c=biws r=abc p=xyz=!"),
            ("NTLM", 0, "NTLMSSP", "response=NTLMSSP!"),
            // What breaks its mechanism's form is secret as a whole.
            ("PLAIN", 0, "tim", "response=tim!"), ("CRAM-MD5", 0, "b913a6", "response=b913a6!"),
        ])
    func parts(_ mechanism: String, _ index: Int, _ message: String, _ expected: String) {
        let fields = SASLFields(Array(message.utf8), mechanism: mechanism, index: index).fields
        let shown = fields.map { field in
            "\(field.name)=\(String(decoding: field.octets, as: UTF8.self))"
                + (field.isSecret ? "!" : "")
        }
        #expect(shown.joined(separator: " ") == expected)
    }
}
