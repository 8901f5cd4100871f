"""Who may enter the editors' side: sign-in, second factor, lockout."""
