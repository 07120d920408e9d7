import SMTPGrammar

do {
    _ = try Path(parsing: "jones@foo..example".utf8)
} catch {
    print("octet \(error.offset): \(error.explanation)")
}
