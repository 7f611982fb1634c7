// FileExchange
