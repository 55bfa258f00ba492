"""Registers: tables of the reform that are checked, shown and offered as data by one mechanism (docs/registers/schema.yml)."""
