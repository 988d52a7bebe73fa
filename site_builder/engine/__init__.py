"""Runs named pure steps, keeps what they made, and knows what lies in output/ and why. Knows no newspaper."""
