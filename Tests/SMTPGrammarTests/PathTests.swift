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
