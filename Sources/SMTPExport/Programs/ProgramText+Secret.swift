import SMTPGrammar

extension ProgramText {
    /// A secret that a program asks for, or that it has.
    struct Secret: Hashable {
        /// What the client sent.
        let octets: [UInt8]
        let mechanism: String?
        /// Whether the program has it.
        let isShown: Bool
        /// Who the client is, if the response is computed from a password: in CRAM-MD5.
        let user: [UInt8]?

        init(_ part: PlayedWrite.Part, isShown: Bool) {
            octets = part.octets
            mechanism = part.mechanism?.uppercased()
            self.isShown = isShown
            user = isShown ? nil : Secret.user(octets, mechanism)
        }

        /// RFC 2195 §2: the name of the user, a space, and the digest, in hexadecimal.
        private static func user(_ octets: [UInt8], _ mechanism: String?) -> [UInt8]? {
            guard mechanism == "CRAM-MD5", let message = try? Base64.decode(octets),
                let space = message.lastIndex(of: ASCII.space), space > 0
            else { return nil }
            return Array(message[..<space])
        }
    }
}

extension ProgramText.Secret {
    /// How it is filled in.
    func sentences(_ variable: String) -> [String] {
        guard !isShown else { return [] }
        if let user {
            let name = CommentText.inLine(String(decoding: user, as: UTF8.self))
            return [
                "Put the password of \(name) in the environment variable \(variable): the response of "
                    + "CRAM-MD5 is computed from it and the server's challenge."
            ]
        }
        let of = mechanism.map { " of \(CommentText.inLine($0))" } ?? ""
        return [
            "Put what the client sends as a response\(of) in the environment variable "
                + "\(variable): base64 without a line end, such as \(example)."
        ]
    }

    private var example: String {
        mechanism == "PLAIN"
            ? #"printf '\0user\0password' | base64"# : "printf password | base64"
    }

    /// What a program cannot do with it; nil if it can do everything.
    var unrepeatable: String? {
        guard let mechanism, user == nil, Self.answersChallenges(mechanism) else { return nil }
        return
            "The exchange of \(CommentText.inLine(mechanism)) cannot be repeated: its responses answer "
            + "the challenges of one session, and a server that makes others refuses them."
    }

    private static func answersChallenges(_ mechanism: String) -> Bool {
        ["CRAM-MD5", "DIGEST-MD5", "NTLM", "GSSAPI"].contains(mechanism)
            || mechanism.hasPrefix("SCRAM-")
    }
}
