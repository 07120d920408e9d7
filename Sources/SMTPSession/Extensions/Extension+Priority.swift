import SMTPGrammar

// RFC 6710 §3. EHLO: "MT-PRIORITY" [SP profile]. MAIL:
//   "MT-PRIORITY=" ( "0" / ( ["-"] "1".."9" ) )
// It adds 15 octets. §4.1: a bad value, and a second one, get 501 5.5.2.

extension ExtensionSet {
    /// Priorities of messages (RFC 6710).
    public static let priority = ExtensionSet(rawValue: 1 << 36)
}

extension SMTPExtension {
    static let priorityProfile = ExtensionSetting(
        "mt-priority-profile", .text(20), "", "RFC 6710 §3",
        "The set of priorities that EHLO names: MIXER, STANAG4406 or NSEP; empty for the usual one.")
    static let priorityLimit = ExtensionSetting(
        "mt-priority-limit", .number(-9...9), "0", "RFC 6710 §4.1",
        "The highest priority of a client that has not authenticated: a higher one is lowered.")
    static let priorityMinimum = ExtensionSetting(
        "mt-priority-minimum", .number(-9...9), "", "RFC 6710 §4.1",
        "The least priority that the server takes; off for any.")

    static let priority = SMTPExtension(
        .priority, "MT-PRIORITY", "RFC 6710 §3", "Priorities of messages.",
        """
        A message can have a priority from -9 to 9; 0 is the usual one. A server lowers a priority \
        that it does not grant, and says so.
        """,
        arguments: .template(["{mt-priority-profile}"]),
        parameters: [
            ESMTPParameter(
                "MT-PRIORITY", on: .mail, .grammar(.number(-9...9)), octets: 15,
                "the priority, from -9 to 9", reading: "priority {}", example: "3")
        ],
        settings: [priorityProfile, priorityLimit, priorityMinimum], isOn: false)
}

extension ParameterCheck {
    /// RFC 6710 §4.1: a priority that is too low is refused; one that is not granted is lowered, and "the
    /// server SHOULD use the X.3.6 enhanced status code".
    static let priority = ParameterCheck(
        "MT-PRIORITY", on: .mail, fault: .priorityInvalid
    ) { context in
        guard let least = context.configuration.number(of: SMTPExtension.priorityMinimum),
            number(context) < least
        else { return nil }
        return Problem(rule: .priorityTooLow)
    } reply: {
        lowered($0)
    }

    private static func number(_ context: Context) -> Int {
        Int(String(decoding: context.value.octets, as: UTF8.self)) ?? 0
    }

    private static func lowered(_ context: Context) -> CustomReply? {
        guard context.user == nil,
            let limit = context.configuration.number(of: SMTPExtension.priorityLimit),
            number(context) > max(limit, 0)
        else { return nil }
        return CustomReply(
            250, EnhancedStatusCode(2, 3, 6), "\(max(limit, 0)) is the new priority")
    }
}
