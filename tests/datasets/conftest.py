"""One served portal for the tests that come with a client of their own."""

from tests.portal import portal, prepared_var

__all__ = ["portal", "prepared_var"]
