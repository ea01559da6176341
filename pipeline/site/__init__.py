"""The whole website as it is published: what may be public, with all that a website needs."""
