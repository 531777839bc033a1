"""Rules, replies, hints and test cases, one module per lesson."""
