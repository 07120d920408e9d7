import NIOSSL
import SwiftASN1
import X509

/// Who a client is by its certificate.
///
/// RFC 4422 appendix A leaves to the server how an identity comes from what TLS proves. Here it is
/// the first mailbox among the subject's alternative names, else the subject's common name, else the whole
/// subject.
enum ClientIdentity {
    /// The identity that a certificate which was verified proves; nil if it names nobody.
    static func of(_ certificate: NIOSSLCertificate) -> String? {
        guard let octets = try? certificate.toDERBytes(),
            let parsed = try? Certificate(derEncoded: octets)
        else { return nil }
        return of(parsed)
    }

    static func of(_ certificate: Certificate) -> String? {
        let names = (try? certificate.extensions.subjectAlternativeNames).map { Array($0) } ?? []
        for case .rfc822Name(let mailbox) in names { return mailbox }
        if let name = commonName(certificate.subject) { return name }
        let whole = "\(certificate.subject)"
        return whole.isEmpty ? nil : whole
    }

    private static func commonName(_ name: DistinguishedName) -> String? {
        for relative in name {
            for attribute in relative where attribute.type == .RDNAttributeType.commonName {
                return attribute.value.description
            }
        }
        return nil
    }
}
