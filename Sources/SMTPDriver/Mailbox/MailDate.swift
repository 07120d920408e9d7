import SMTPSession

/// A moment as the date of a header field: `Thu, 1 Jan 2026 00:00:00 +0000`.
///
/// - SeeAlso: [RFC 5322 §3.3](https://www.rfc-editor.org/rfc/rfc5322#section-3.3)
struct MailDate: CustomStringConvertible {
    /// Seconds since 1970 in UTC, at most until the year 9999, which is the last that has four digits.
    private let seconds: UInt64

    private static let last: UInt64 = 253_402_300_799

    /// A moment of a session, whose clock began so many seconds after 1970.
    init(_ moment: Instant, after beginning: UInt64) {
        let (sum, overflow) = beginning.addingReportingOverflow(moment.milliseconds / 1_000)
        seconds = overflow ? MailDate.last : min(sum, MailDate.last)
    }

    var description: String {
        let days = seconds / 86_400
        let (year, month, day) = MailDate.civil(days)
        // 1 January 1970 was a Thursday.
        let weekday = MailDate.weekdays[Int((days + 4) % 7)]
        let time = [seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60].map(MailDate.twoDigits)
        return "\(weekday), \(day) \(MailDate.months[month - 1]) \(year) "
            + "\(time.joined(separator: ":")) +0000"
    }

    /// The date so many days after 1 January 1970.
    ///
    /// Counted from March on, so that the day that leap years add is the last of a year.
    private static func civil(_ days: UInt64) -> (year: Int, month: Int, day: Int) {
        let shifted = Int(days) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func twoDigits(_ number: UInt64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
