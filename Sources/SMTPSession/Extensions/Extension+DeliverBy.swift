import SMTPGrammar

// RFC 2852 §2, §4. EHLO: "DELIVERBY" [SP min-by-time]. MAIL:
//   by-value = by-time ";" by-mode [by-trace]
//   by-time  = ["-" / "+"] 1*9digit    by-mode = "N" / "R"    by-trace = "T"
// It adds 17 octets.

extension ExtensionSet {
    /// Delivery within a time (RFC 2852).
    public static let deliverBy = ExtensionSet(rawValue: 1 << 34)
}

extension SMTPExtension {
    /// The least time that a client may demand.
    static let deliverByMinimum = ExtensionSetting(
        "deliverby-minimum", .number(0...999_999_999), "", "RFC 2852 §2",
        "The least number of seconds that BY= with mode R may demand; off for none.")

    static let deliverByMinimumNow = ExtensionSetting(
        "deliverby-minimum-now", .number(0...999_999_999), "", "RFC 2852 §4",
        "The least number of seconds that the server manages at the moment; off for none.")

    static let deliverBy = SMTPExtension(
        .deliverBy, "DELIVERBY", "RFC 2852 §2", "Delivery within a time.",
        """
        The client says within how many seconds the message is to be delivered, and whether it is \
        then returned (R) or the sender is told of the delay (N). T asks for a trace. The number \
        after the keyword is the least time that the server takes with R.
        """,
        arguments: .template(["{deliverby-minimum}"]),
        parameters: [
            ESMTPParameter(
                "BY", on: .mail,
                .grammar(
                    .sequence([
                        .optional(.word(["-", "+"])), .digits(1...9), .text(";"),
                        .word(["N", "R"]), .optional(.word(["T"])),
                    ])),
                octets: 17, "seconds within which to deliver", reading: "deliver by {}",
                example: "120;R")
        ],
        settings: [deliverByMinimum, deliverByMinimumNow], isOn: false)
}

/// What `BY=` says.
struct DeliverBy {
    /// Seconds within which the message is to be delivered; zero or less for a moment in the past.
    let seconds: Int
    /// Whether it is returned if that fails.
    let isReturned: Bool

    /// What a value of the right form says; nil for any other.
    init?(_ value: ParameterValue?) {
        guard let octets = value?.octets, let end = octets.firstIndex(of: ASCII.semicolon),
            let seconds = Int(String(decoding: octets[..<end], as: UTF8.self))
        else { return nil }
        self.seconds = seconds
        isReturned =
            octets.count > end + 1 && ASCII.uppercased(octets[end + 1]) == UInt8(ascii: "R")
    }
}

extension ParameterCheck {
    /// Mode R needs a time, and one that the server can keep.
    ///
    /// RFC 2852 §4: "In the case of a by-mode of "R", a zero or negative by-time is a syntax error". If the
    /// server cannot honour the time, it replies with 555 "if the condition is permanent", else with 455.
    static let deliverByTime = ParameterCheck("BY", on: .mail) { context in
        guard let by = DeliverBy(context.value), by.isReturned else { return nil }
        guard by.seconds > 0 else { return .value("a positive number of seconds with mode R") }
        return tooSoon(by, SMTPExtension.deliverByMinimum, .deliverByTooSoon, context)
            ?? tooSoon(by, SMTPExtension.deliverByMinimumNow, .deliverByNotNow, context)
    }
    private static func tooSoon(
        _ by: DeliverBy, _ limit: ExtensionSetting, _ rule: Rule, _ context: Context
    ) -> Refusal? {
        guard let least = context.configuration.number(of: limit), by.seconds < least else {
            return nil
        }
        return Refusal(rule: rule, expected: "at least \(least) seconds")
    }
}
