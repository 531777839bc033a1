"""The benchmark: our build beside the usual ways."""
