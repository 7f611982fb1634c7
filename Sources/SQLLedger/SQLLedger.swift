// SQLLedger
