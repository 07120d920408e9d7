// RFC 3339 §5.6:
//   full-date = 4DIGIT "-" 2DIGIT "-" 2DIGIT
//   full-time = 2DIGIT ":" 2DIGIT ":" 2DIGIT [time-secfrac] ( "Z" / ( "+" / "-" ) 2DIGIT ":" 2DIGIT )

/// A moment as extensions write it, without fractions of a second: `2030-01-31T12:00:00Z`.
///
/// - SeeAlso: [RFC 3339 §5.6](https://www.rfc-editor.org/rfc/rfc3339#section-5.6)
package struct DateTime: Hashable, Sendable {
    /// Seconds since the beginning of 1970 in UTC; negative before.
    package let seconds: Int64
    /// Whether it is written with `Z`.
    package let isUTC: Bool

    init(seconds: Int64, isUTC: Bool) {
        self.seconds = seconds
        self.isUTC = isUTC
    }

    /// The moment that a part of a line is; nil if it is none.
    package init?(_ line: Span<UInt8>, _ range: Range<Int>) {
        let text = range.map { ASCII.uppercased(line[$0]) }
        self.init(text)
    }

    /// The moment that octets, letters in capitals, are; nil if they are none.
    package init?(_ text: [UInt8]) {
        guard text.count == 20 || text.count == 25, text[4] == ASCII.hyphen,
            text[7] == ASCII.hyphen, text[10] == UInt8(ascii: "T"), text[13] == ASCII.colon,
            text[16] == ASCII.colon,
            let year = DateTime.number(text[0..<4]), let month = DateTime.number(text[5..<7]),
            let day = DateTime.number(text[8..<10]), let hour = DateTime.number(text[11..<13]),
            let minute = DateTime.number(text[14..<16]),
            let second = DateTime.number(text[17..<19]),
            (1...12).contains(month), (1...DateTime.days(month, year)).contains(day), hour < 24,
            minute < 60, second <= 60, let offset = DateTime.offset(text[19...])
        else { return nil }
        isUTC = text.count == 20
        let days = DateTime.days(before: year, month) + day - 1
        seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second
    }

    static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        digits.reduce(0) { number, octet in
            guard let number, octet &- ASCII.zero < 10 else { return nil }
            return number * 10 + Int64(octet &- ASCII.zero)
        }
    }

    /// Minutes that a place's time is ahead of UTC.
    private static func offset(_ zone: ArraySlice<UInt8>) -> Int64? {
        guard let first = zone.first else { return nil }
        if zone.count == 1 { return first == UInt8(ascii: "Z") ? 0 : nil }
        let start = zone.startIndex
        guard first == ASCII.plus || first == ASCII.hyphen, zone[start + 3] == ASCII.colon,
            let hours = number(zone[(start + 1)..<(start + 3)]),
            let minutes = number(zone[(start + 4)...]), hours < 24, minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (first == ASCII.plus ? 1 : -1)
    }

    static func isLeap(_ year: Int64) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    static func days(_ month: Int64, _ year: Int64) -> Int64 {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from the beginning of 1970 to that of a month.
    static func days(before year: Int64, _ month: Int64) -> Int64 {
        let past = year - 1
        let years = past * 365 + past / 4 - past / 100 + past / 400 - 719_162
        return (1..<month).reduce(years) { $0 + days($1, year) }
    }
}
