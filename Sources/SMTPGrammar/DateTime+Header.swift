// RFC 5322 §3.3:
//   date-time = [ day-of-week "," ] day month year hour ":" minute [":" second] zone

extension DateTime {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// The moment that a field of a message's header says: `Sat, 1 Jun 2013 09:23:01 -0700`.
    ///
    /// Nil if it is none; zones with names are not read but `GMT` and `UT`, nor are comments in between.
    /// - SeeAlso: [RFC 5322 §3.3](https://www.rfc-editor.org/rfc/rfc5322#section-3.3)
    package init?(header text: [UInt8]) {
        var words = text.map(ASCII.lowercased).split { $0 == ASCII.space || $0 == ASCII.tab }
        if words.first?.last == ASCII.comma { words.removeFirst() }
        guard words.count >= 5,
            let day = DateTime.number(words[0]), words[0].count <= 2,
            let month = DateTime.months.firstIndex(where: { $0.utf8.elementsEqual(words[1]) }),
            let year = DateTime.number(words[2]), words[2].count == 4, year > 0,
            let time = DateTime.seconds(ofDay: words[3]),
            let zone = DateTime.minutes(zone: words[4]),
            (1...DateTime.days(Int64(month) + 1, year)).contains(day)
        else { return nil }
        let days = DateTime.days(before: year, Int64(month) + 1) + day - 1
        self.init(seconds: days * 86_400 + time - zone * 60, isUTC: zone == 0)
    }

    private static func seconds(ofDay text: ArraySlice<UInt8>) -> Int64? {
        let parts = text.split(separator: ASCII.colon, omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count == 2 }) else { return nil }
        let numbers = parts.compactMap(number)
        guard numbers.count == parts.count, numbers[0] < 24, numbers[1] < 60,
            numbers.count == 2 || numbers[2] <= 60
        else { return nil }
        return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    }

    /// Minutes that a zone is ahead of UTC: `-0700`.
    private static func minutes(zone: ArraySlice<UInt8>) -> Int64? {
        if zone.elementsEqual("gmt".utf8) || zone.elementsEqual("ut".utf8) { return 0 }
        guard zone.count == 5, let sign = zone.first, sign == ASCII.plus || sign == ASCII.hyphen,
            let digits = number(zone.dropFirst()), digits % 100 < 60
        else { return nil }
        return (digits / 100 * 60 + digits % 100) * (sign == ASCII.plus ? 1 : -1)
    }
}
