import SMTPGrammar

let line = Array("RCPT TO: <jones@foo.example>".utf8)
var reader = PathReader(tolerances: .spaceAfterColon)
do {
    let path = try reader.read(line.span, from: 8)
    print(path, "ends before octet", reader.position)
    if reader.used.contains(.spaceAfterColon) { print("a space follows the colon") }
} catch {
    print("octet \(error.offset): \(error.explanation)")
}
