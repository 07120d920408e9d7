print("MailCatcher")
