import SMTPGrammar

let path = try Path(parsing: "jones@foo.example".utf8)
print(String(decoding: path.localPart, as: UTF8.self))  // jones
print(String(decoding: path.domain, as: UTF8.self))  // foo.example
