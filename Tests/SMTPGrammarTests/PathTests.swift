import Testing

@testable import SMTPGrammar

/// Reads the path at the beginning of a text, as MAIL and RCPT do.
private func read(
    _ text: String, tolerating: PathTolerances = [], limits: PathLimits = PathLimits()
) -> Result<(path: Path, end: Int, used: PathTolerances), SyntaxError> {
    let octets = Array(text.utf8)
    var reader = PathReader(tolerances: tolerating, limits: limits)
    do throws(SyntaxError) {
        let path = try reader.read(octets.span, from: 0)
        return .success((path, reader.position, reader.used))
    } catch {
        return .failure(error)
    }
}

@Suite("Paths")
struct PathTests {
    @Test(
        "are read by RFC 5321 §4.1.2",
        arguments: [
            ("<jones@foo.example>", "jones", "foo.example"),
            (
                "<a.b+c!d#e$f%g&h'i*j/k=l?m^n_o`p{q|r}s~t@x>",
                "a.b+c!d#e$f%g&h'i*j/k=l?m^n_o`p{q|r}s~t", "x"
            ),
            ("<\"a b\"@x.example>", "\"a b\"", "x.example"),
            ("<\"a\\\"@b\"@x>", "\"a\\\"@b\"", "x"),
            ("<\"\"@x>", "\"\"", "x"),
            ("<u@[192.0.2.1]>", "u", "[192.0.2.1]"),
            ("<u@[192.000.002.001]>", "u", "[192.000.002.001]"),
            ("<u@[IPv6:1:2:3:4:5:6::]>", "u", "[IPv6:1:2:3:4:5:6::]"),
            ("<u@[IPv6:1:2:3:4::192.0.2.1]>", "u", "[IPv6:1:2:3:4::192.0.2.1]"),
            ("<u@[IPv6:2001:db8::1]>", "u", "[IPv6:2001:db8::1]"),
            ("<u@[ipv6:::]>", "u", "[ipv6:::]"),
            ("<u@[IPv6:1:2:3:4:5:6:192.0.2.1]>", "u", "[IPv6:1:2:3:4:5:6:192.0.2.1]"),
            ("<u@3com.example>", "u", "3com.example"),
            ("<u@xn--bcher-kva.example>", "u", "xn--bcher-kva.example"),
            ("<Postmaster>", "Postmaster", ""),
            ("<pOSTMASTER>", "pOSTMASTER", ""),
        ])
    func parts(text: String, localPart: String, domain: String) throws {
        let (path, end, used) = try read(text).get()
        #expect(String(decoding: path.localPart, as: UTF8.self) == localPart)
        #expect(String(decoding: path.domain, as: UTF8.self) == domain)
        #expect(end == text.utf8.count)
        #expect(used == [])
        #expect(path.description == text)
    }

    @Test("may be null, or have a source route")
    func nullAndRoute() throws {
        #expect(try read("<>").get().path == .null)
        let path = try read("<@a.example,@b.example:u@c.example> SIZE=1").get()
        #expect(path.end == 35)
        #expect(String(decoding: path.path.sourceRoute, as: UTF8.self) == "@a.example,@b.example")
        #expect(String(decoding: path.path.mailbox, as: UTF8.self) == "u@c.example")
    }

    @Test(
        "name the octet that does not fit",
        arguments: [
            ("", 0, SyntaxError.Problem.openingBracket),
            ("u@x>", 0, .openingBracket),
            (" <u@x>", 0, .spaceAfterColon),
            ("<u@x", 4, .closingBracket),
            ("<u@x y>", 4, .closingBracket),
            ("<@x>", 3, .sourceRoute),
            ("<@a,b:u@x>", 4, .sourceRoute),
            ("<u>", 2, .atSign),
            ("<u x@y>", 2, .atSign),
            ("<.u@x>", 1, .localPart),
            ("<u.@x>", 3, .localPart),
            ("<u..v@x>", 3, .localPart),
            ("<u(c)@x>", 2, .localPart),
            ("<\"u@x>", 6, .quotedString),
            ("<u@>", 3, .domain),
            ("<u@-x>", 3, .domain),
            ("<u@x->", 4, .domain),
            ("<u@x..y>", 5, .domain),
            ("<u@x.>", 5, .domain),
            ("<u@my_host>", 5, .closingBracket),
            ("<u@[192.0.2]>", 3, .addressLiteral),
            ("<u@[192.0.2.256]>", 3, .addressLiteral),
            ("<u@[192.0.0002.1]>", 3, .addressLiteral),
            ("<u@[192.0..1]>", 3, .addressLiteral),
            ("<u@[IPv6:1:2:3:4:5:6:7::]>", 3, .addressLiteral),
            ("<u@[IPv6:1:2:3:4:5::192.0.2.1]>", 3, .addressLiteral),
            ("<@[192.0.2.1]:u@x>", 2, .domain),
            ("<@x:postmaster>", 14, .atSign),
            ("<u@[IPv6:1::2::3]>", 3, .addressLiteral),
            ("<u@[IPv6:12345::]>", 3, .addressLiteral),
            ("<u@[1.2.3.4>", 12, .addressLiteral),
            ("<u@[-:x]>", 3, .addressLiteral),
        ])
    func faults(text: String, offset: Int, problem: SyntaxError.Problem) {
        #expect(throws: SyntaxError(at: offset, problem)) { try read(text).get() }
    }

    @Test(
        "let pass what is tolerated, and say so",
        arguments: [
            (" <u@x>", PathTolerances.spaceAfterColon, "<u@x>"),
            ("u@x", .missingBrackets, "<u@x>"),
            ("<u>", .missingDomain, "<u>"),
            ("<u..v.@my_host.>", .looseAddress, "<u..v.@my_host.>"),
        ])
    func tolerances(text: String, tolerance: PathTolerances, path: String) throws {
        let read = try read(text, tolerating: tolerance).get()
        #expect(read.path.description == path)
        #expect(read.used == tolerance)
    }

    @Test("keep the limits of §4.5.3.1, to the octet")
    func limits() throws {
        let local = String(repeating: "l", count: 64)
        #expect(throws: Never.self) { try read("<\(local)@x>").get() }
        #expect(throws: SyntaxError(at: 1, .localPartTooLong)) { try read("<\(local)l@x>").get() }
        let label = String(repeating: "d", count: 62) + "."
        let domain = String(repeating: label, count: 4) + "dd"
        #expect(domain.utf8.count == 254)
        let wide = PathLimits(path: 300)
        #expect(throws: Never.self) { try read("<u@\(domain)d>", limits: wide).get() }
        #expect(throws: SyntaxError(at: 3, .domainTooLong)) {
            try read("<u@\(domain)dd>", limits: wide).get()
        }
        #expect(throws: SyntaxError(at: 1, .pathTooLong)) { try read("<u@\(domain)>").get() }
        #expect(throws: Never.self) { try read("<u@\(domain.dropLast(3))>").get() }
    }

    @Test("can be made from text with and without brackets")
    func convenience() throws {
        #expect(try Path(parsing: "a@b".utf8) == Path(parsing: "<a@b>".utf8))
        #expect(try Path(parsing: "".utf8) == .null)
        #expect(throws: SyntaxError.self) { try Path(parsing: "a@b>c".utf8) }
        #expect(Path(unchecked: Array("a@b@c".utf8)).domain.elementsEqual("c".utf8))
    }
}

/// A path from a seed, made of what paths are made of, in or out of order.
private func madeUp(_ seed: Int) -> String {
    let pieces = [
        "a", "jones", "foo", ".", "..", "-", "a-b", "_", "+", "@", "@", "example", "1", "\"q\"",
        "[192.0.2.1]", "\u{E9}", " ", ">", "<", "@r.example:", "\u{1}", "~", "x.example",
    ]
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func next(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }
    let local = (0..<(1 + next(3))).map { _ in pieces[next(pieces.count)] }.joined()
    let domain = (0..<(1 + next(4))).map { _ in pieces[next(pieces.count)] }.joined()
    return "<\(local)@\(domain)>" + (next(2) == 0 ? "" : " SIZE=1")
}

@Suite("Plain paths")
struct PlainPathTests {
    /// A blank before the path leaves it to the reader of the whole grammar.
    @Test("are read as the whole grammar reads them")
    func sameAsWhole() {
        for seed in 0..<3_000 { compare(seed) }
    }

    private func compare(_ seed: Int) {
        let text = madeUp(seed)
        let limits = PathLimits(
            localPart: seed % 3 == 0 ? 3 : 64, domain: seed % 5 == 0 ? 7 : 255,
            path: seed % 7 == 0 ? 12 : 256)
        let plain = read(text, limits: limits)
        switch (plain, read(" " + text, tolerating: .spaceAfterColon, limits: limits)) {
        case (.success(let plain), .success(let whole)):
            #expect(plain.path == whole.path, "\(text)")
            #expect(plain.end + 1 == whole.end, "\(text)")
        case (.failure(let plain), .failure(let whole)):
            #expect(plain.problem == whole.problem, "\(text)")
            #expect(plain.offset + 1 == whole.offset, "\(text)")
        case (.success, .failure), (.failure, .success): Issue.record("\(text)")
        }
    }

    @Test("are many of those that are made up, and so are others")
    func coverage() {
        let count = (0..<3_000).count(where: {
            let octets = Array(madeUp($0).utf8)
            return PathRange(plain: octets.span, from: 0, limits: PathLimits()) != nil
        })
        #expect((100..<2_900).contains(count))
    }

    @Test("hold 128 kinds of octets, as the grammar's sets do")
    func kinds() {
        for octet in UInt8.min ... .max where octet != ASCII.dot && octet != ASCII.greaterThan {
            let local = [ASCII.lessThan, octet] + Array("@a>".utf8)
            let isOfAtom = PathRange(plain: local.span, from: 0, limits: PathLimits()) != nil
            #expect(isOfAtom == ASCIISet.atomText.contains(octet), "\(octet)")
            let domain = Array("<a@b".utf8) + [octet] + Array("c>".utf8)
            let isOfLabel = PathRange(plain: domain.span, from: 0, limits: PathLimits()) != nil
            #expect(isOfLabel == ASCIISet.letterDigitHyphen.contains(octet), "\(octet)")
        }
    }
}
