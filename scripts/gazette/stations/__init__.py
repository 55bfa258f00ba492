"""Service stations: tables, imports and exports, pages, the finder and open data."""
