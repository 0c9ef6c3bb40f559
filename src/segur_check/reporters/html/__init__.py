"""The report as one HTML page, for the accountant and the order desk: no script, nothing loaded."""
