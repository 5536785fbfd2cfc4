"""Summaries of one document put together."""
