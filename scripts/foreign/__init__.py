"""Other people's notebooks, exported without running them."""
