#if !Live
    #error("SMTPListener needs the package trait Live; swift build --product smtpsim needs it not.")
#endif
