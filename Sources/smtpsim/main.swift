print("smtpsim")
