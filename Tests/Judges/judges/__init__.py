"""The judges of the invoices that the product writes.

None of them shares a line of code with the product. Each is a class with a `name`, a `version`,
`knows(invoice)` and `findings(invoice)`.
"""
