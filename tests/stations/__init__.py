"""Tests of service stations."""
