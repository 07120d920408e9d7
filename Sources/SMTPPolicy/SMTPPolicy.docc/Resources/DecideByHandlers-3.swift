import SMTPPolicy
import SMTPSession

var configuration = Profile.submission.configuration
try Setting.named("maximum-recipients").set(&configuration, "10")
let session = Session(configuration)
print(session.configuration.limits.recipients)
