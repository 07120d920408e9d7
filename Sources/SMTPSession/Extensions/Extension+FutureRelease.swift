import SMTPGrammar

// RFC 4865 §3. EHLO: "FUTURERELEASE" SP max-interval SP max-date-time. MAIL, exactly one of
//   "HOLDFOR=" 1..999999999, no zero in front
//   "HOLDUNTIL=" a date-time of RFC 3339 in UTC
// It adds 34 octets. §4.2: only a submission server offers it; what it refuses, it refuses with 501 5.5.4.

extension ExtensionSet {
    /// Messages that are held back for a time (RFC 4865).
    public static let futureRelease = ExtensionSet(rawValue: 1 << 35)
}

extension SMTPExtension {
    static let futureReleaseInterval = ExtensionSetting(
        "futurerelease-interval", .number(1...999_999_999), "604800", "RFC 4865 §3",
        "The longest time in seconds for which HOLDFOR= may hold a message back.")
    static let futureReleaseDateTime = ExtensionSetting(
        "futurerelease-date-time", .dateTime(orOneOf: []), "2038-01-19T03:14:07Z", "RFC 4865 §3",
        "The latest moment, in UTC, until which HOLDUNTIL= may hold a message back.")

    static let futureRelease = SMTPExtension(
        .futureRelease, "FUTURERELEASE", "RFC 4865 §3", "Messages that are held back for a time.",
        """
        The client submits a message now that is to be sent later: after so many seconds, or from a \
        moment on. EHLO lists the longest interval and the latest moment. It belongs to submission.
        """,
        arguments: .template(["{futurerelease-interval}", "{futurerelease-date-time}"]),
        parameters: [
            ESMTPParameter(
                "HOLDFOR", on: .mail, .grammar(.number(1...999_999_999)), octets: 18,
                "seconds to hold the message back", reading: "held for {}", example: "3600"),
            ESMTPParameter(
                "HOLDUNTIL", on: .mail, .grammar(.dateTime(inUTC: true)), octets: 34,
                "the moment until which to hold it", reading: "held until {}",
                example: "2030-01-31T12:00:00Z"),
        ],
        settings: [futureReleaseInterval, futureReleaseDateTime], isOn: false)
}

extension ParameterCheck {
    static let holdFor = ParameterCheck("HOLDFOR", on: .mail) { context in
        guard context.parameters["HOLDUNTIL"] == nil else {
            return .value("one of HOLDFOR= and HOLDUNTIL=")
        }
        let seconds = Int(String(decoding: context.value.octets, as: UTF8.self)) ?? 0
        let limit = context.configuration.number(of: SMTPExtension.futureReleaseInterval) ?? .max
        guard seconds <= limit else { return .value("at most \(limit) seconds") }
        return isReleasedInTime(after: seconds, context)
    }

    static let holdUntil = ParameterCheck("HOLDUNTIL", on: .mail) { context in
        let limit = SMTPExtension.futureReleaseDateTime
        guard let moment = DateTime(context.value.octets.map(ASCII.uppercased)) else { return nil }
        if let latest = context.configuration.moment(of: limit), moment.seconds > latest.seconds {
            return .value("a moment up to \(context.configuration.value(of: limit))")
        }
        let seconds = moment.seconds - context.now
        guard seconds >= 0 else { return .value("a moment that is not over") }
        return isReleasedInTime(after: Int(seconds), context)
    }

    /// RFC 4865 §5.2.2: a message cannot be released after the time by which it is to be delivered.
    private static func isReleasedInTime(after seconds: Int, _ context: Context) -> Refusal? {
        guard let by = DeliverBy(context.parameters["BY"]), by.seconds < seconds else { return nil }
        return .value("a release before the \(by.seconds) seconds of BY=")
    }
}
