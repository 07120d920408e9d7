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
        "The set of priorities that EHLO names: MIXER, STANAG4406 or NSEP; empty for the usual one."
    )
    static let priorityLimit = ExtensionSetting(
        "mt-priority-limit", .number(-9...9), "0", "RFC 6710 §4.1",
        "The highest priority of a client that has not authenticated: a higher one is lowered.")
    static let priorityMinimum = ExtensionSetting(
        "mt-priority-minimum", .number(-9...9), "", "RFC 6710 §4.1",
        "The least priority that the server takes; off for any.")

    static let prioritySize = ExtensionSetting(
        "mt-priority-maximum-size", .number(0...Int(Int32.max)), "", "RFC 6710 §5",
        "Octets of a message with a priority above 0; off for no limit beside that of all.")

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
        settings: [priorityProfile, priorityLimit, priorityMinimum, prioritySize], isOn: false)
}

/// The priority that a message has, and what becomes of it.
private struct Priority {
    /// What the client asks for.
    let asked: Int
    let configuration: Configuration
    /// Whether the client may ask for any.
    let isTrusted: Bool

    /// What the server grants: it "MUST NOT allow "upgraded" (positive) priorities from untrusted (e.g.,
    /// unauthenticated) or unauthorized sources".
    var granted: Int {
        guard !isTrusted, let limit = configuration.number(of: SMTPExtension.priorityLimit) else {
            return asked
        }
        return min(asked, max(limit, 0))
    }

    /// Why a message of so many octets is refused, if it is.
    func problem(octets: UInt64) -> Refusal? {
        if let least = configuration.number(of: SMTPExtension.priorityMinimum), granted < least {
            return Refusal(rule: .priorityTooLow)
        }
        let limit = configuration.number(of: SMTPExtension.prioritySize).map(UInt64.init)
        guard granted > 0, let limit, octets > limit else { return nil }
        return Refusal(rule: .priorityTooLarge)
    }

    /// "If the SMTP server changes (lowers or raises) the priority of a message, it SHOULD use the X.3.6
    /// Enhanced Status Code"; the text begins with the new priority.
    var reply: CustomReply? {
        guard granted != asked else { return nil }
        return CustomReply(250, EnhancedStatusCode(2, 3, 6), "\(granted) is the new priority")
    }
}

extension ParameterCheck {
    /// RFC 6710 §4.1, and §5 for the size.
    static let priority = ParameterCheck(
        "MT-PRIORITY", on: .mail, fault: .priorityInvalid
    ) { context in
        priority(context).problem(octets: context.parameters.size ?? 0)
    } reply: {
        priority($0).reply
    }

    private static func priority(_ context: Context) -> Priority {
        Priority(
            asked: Int(String(decoding: context.value.octets, as: UTF8.self)) ?? 0,
            configuration: context.configuration, isTrusted: context.user != nil)
    }
}

extension HeaderCheck {
    /// Without the parameter, the one valid field MT-Priority counts (RFC 6758 §3.1).
    ///
    /// With either, the size of the message is known now.
    static let headerPriority = HeaderCheck {
        $0.configuration.offered.contains(.priority)
    } problem: { context in
        priority(context)?.problem(octets: context.octets)
    } reply: { context in
        context.envelope.parameters["MT-PRIORITY"] == nil ? priority(context)?.reply : nil
    }

    private static func priority(_ context: Context) -> Priority? {
        let said = context.envelope.parameters["MT-PRIORITY"]?.octets
        let number = said.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard let asked = number ?? context.header.priority else { return nil }
        return Priority(
            asked: asked, configuration: context.configuration, isTrusted: context.user != nil)
    }
}
