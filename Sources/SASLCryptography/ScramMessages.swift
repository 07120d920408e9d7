import SASL
import SMTPGrammar

// RFC 5802 §7. Attributes come in a fixed order; extensions that are not known are ignored, except that a
// mandatory one, `m=`, comes first and is refused.

/// The attributes of a message, `a=value` between commas.
struct ScramFields {
    private let message: [UInt8]
    private let ranges: [Range<Int>]

    init(_ message: [UInt8]) {
        self.message = message
        ranges = message.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map(\.indices)
    }

    /// The value of an attribute, by its letter.
    subscript(letter: String) -> [UInt8]? {
        ranges.first { name($0) == letter }.map { Array(message[$0.dropFirst(2)]) }
    }

    /// The letters, in order; an empty one for what is no attribute.
    var letters: [String] { ranges.map { name($0) ?? "" } }

    /// The value of the attribute in a place; throws unless it has that letter.
    func value(_ index: Int, _ letter: String) throws(Failure) -> [UInt8] {
        guard ranges.indices.contains(index), name(ranges[index]) == letter else {
            throw .invalidCredentials(letters.first == "m" ? .extensionRequired : .form)
        }
        let value = Array(message[ranges[index].dropFirst(2)])
        guard !value.isEmpty else { throw .invalidCredentials(.form) }
        return value
    }

    var parts: [MessagePart] {
        ranges.compactMap { range in
            guard let letter = name(range) else { return nil }
            let isDigest = letter == "p" || letter == "v"
            return MessagePart(
                range.lowerBound + 2..<range.upperBound, letter,
                ScramFields.meanings[letter] ?? "an extension, ignored",
                isDigest ? .digest : .shown)
        }
    }

    private func name(_ range: Range<Int>) -> String? {
        guard range.count > 1, message[range.lowerBound + 1] == UInt8(ascii: "=") else {
            return nil
        }
        return String(decoding: [message[range.lowerBound]], as: UTF8.self)
    }

    private static let meanings = [
        "n": "the user's name", "r": "the nonce: the client's octets, then the server's",
        "s": "the salt of the password, in base64", "i": "how often the password is hashed",
        "c": "the header that came first, and the channel binding, in base64",
        "p": "the client's proof that it knows the password, in base64",
        "v": "the server's proof that it knows the password, in base64",
        "e": "what was wrong", "m": "an extension that the peer must know",
    ]
}

/// `n,a=other,n=user,r=nonce`.
struct ScramClientFirst {
    let header: GS2Header
    /// The header, with its second comma.
    let headerOctets: [UInt8]
    /// The message without its header.
    let bare: [UInt8]
    let nonce: [UInt8]
    private let name: [UInt8]

    init(_ message: [UInt8]) throws(Failure) {
        guard let header = GS2Header(message) else { throw .invalidCredentials(.form) }
        self.header = header
        headerOctets = Array(message[..<header.end])
        bare = Array(message[header.end...])
        let fields = ScramFields(bare)
        name = try fields.value(0, "n")
        nonce = try fields.value(1, "r")
        guard nonce.allSatisfy({ (0x21...0x7E).contains($0) }), !fields.letters.contains("") else {
            throw .invalidCredentials(.form)
        }
    }

    func user() throws(Failure) -> String { try GS2Header.decoded(name[...]) }

    var parts: [MessagePart] {
        let offset = header.end
        return header.parts
            + ScramFields(bare).parts.map { part in
                MessagePart(
                    part.range.lowerBound + offset..<part.range.upperBound + offset, part.name,
                    part.name == "r" ? "the client's nonce" : part.meaning, part.secrecy)
            }
    }
}

/// `r=nonce,s=salt,i=4096`.
struct ScramServerFirst {
    let nonce: [UInt8]

    init?(_ message: [UInt8]) {
        let fields = ScramFields(message)
        guard let nonce = try? fields.value(0, "r"), (try? fields.value(1, "s")) != nil,
            (try? fields.value(2, "i")) != nil
        else { return nil }
        self.nonce = nonce
    }
}

/// `c=header and binding,r=nonce,p=proof`.
struct ScramClientFinal {
    /// The header, and what binds the channel.
    let binding: [UInt8]
    let nonce: [UInt8]
    let proof: [UInt8]
    let withoutProof: [UInt8]

    init(_ message: [UInt8]) throws(Failure) {
        let fields = ScramFields(message)
        let last = fields.letters.count - 1
        guard let binding = try? Base64.decode(try fields.value(0, "c")),
            let proof = try? Base64.decode(try fields.value(last, "p"))
        else {
            throw .invalidCredentials(fields.letters.first == "m" ? .extensionRequired : .form)
        }
        self.binding = binding
        nonce = try fields.value(1, "r")
        self.proof = proof
        withoutProof = Array(message[..<(message.lastIndex(of: UInt8(ascii: ",")) ?? 0)])
    }
}
