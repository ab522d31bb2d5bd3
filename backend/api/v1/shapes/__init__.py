"""The bodies of `/v1`: one module a noun. Camel case outside, snake case inside."""
