// CreditControl
