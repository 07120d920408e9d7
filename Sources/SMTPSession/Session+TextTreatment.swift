import SMTPGrammar

extension TextTreatment {
    /// Text as it is handed on, after the CR that may have ended what came before.
    func treated(_ text: ArraySlice<UInt8>, afterReturn: inout Bool) -> [UInt8] {
        var treated: [UInt8] = []
        treated.reserveCapacity(text.count)
        for octet in text {
            let isBare = octet == ASCII.lineFeed && !afterReturn
            if isBare, contains(.normalizesLineFeeds) { treated.append(ASCII.carriageReturn) }
            afterReturn = octet == ASCII.carriageReturn
            if octet == ASCII.nul, contains(.dropsNul) { continue }
            treated.append(contains(.stripsHighBit) ? octet & 0x7F : octet)
        }
        return treated
    }

    /// Changes the text among the outputs from a place on.
    func treat(_ outputs: inout [Output], from place: Int, after isAfterReturn: Bool) {
        var isAfterReturn = isAfterReturn
        for index in outputs.indices[place...] {
            guard case .content(let text) = outputs[index] else { continue }
            outputs[index] = .content(treated(text, afterReturn: &isAfterReturn)[...])
        }
    }
}

extension Session {
    /// What is changed in the text of this message.
    var textTreatment: TextTreatment {
        let isAnnounced = envelope.parameters.body == .eightBitMIME
        return isAnnounced
            ? configuration.textTreatment.subtracting(.stripsHighBit) : configuration.textTreatment
    }
}
