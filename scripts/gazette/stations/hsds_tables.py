"""The tables of HSDS 3.0 that the site publishes, and the datapackage.json that describes them."""

from __future__ import annotations

import json
from typing import Any

from gazette.settings import Settings

# Each table's file and fields: (name, type, format), in the order of the specification; only those that are filled.
# The specification's file for service_at_location is service_at_location.csv, without an s.
TABLES: dict[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "organization": ("organizations.csv", (
        ("id", "string", "uuid"), ("name", "string", ""), ("description", "string", ""), ("website", "string", "uri"),
        ("parent_organization_id", "string", "uuid"))),
    "service": ("services.csv", (
        ("id", "string", "uuid"), ("organization_id", "string", "uuid"), ("name", "string", ""), ("status", "string", ""))),
    "service_at_location": ("service_at_location.csv", (
        ("id", "string", "uuid"), ("service_id", "string", "uuid"), ("location_id", "string", "uuid"))),
    "location": ("locations.csv", (
        ("id", "string", "uuid"), ("location_type", "string", ""), ("url", "string", "uri"), ("organization_id", "string", "uuid"),
        ("name", "string", ""), ("description", "string", ""), ("latitude", "number", ""), ("longitude", "number", ""),
        ("external_identifier", "string", ""), ("external_identifier_type", "string", ""))),
    "phone": ("phones.csv", (("id", "string", "uuid"), ("location_id", "string", "uuid"), ("number", "string", ""))),
    "schedule": ("schedules.csv", (
        ("id", "string", "uuid"), ("location_id", "string", "uuid"), ("freq", "string", ""), ("interval", "number", ""),
        ("byday", "string", ""), ("description", "string", ""), ("opens_at", "string", ""), ("closes_at", "string", ""),
        ("notes", "string", ""))),
}

_REQUIRED = {"organization": ("id", "name", "description"), "service": ("id", "organization_id", "name", "status"),
             "service_at_location": ("id", "service_id", "location_id"), "location": ("id", "location_type"),
             "phone": ("id", "number"), "schedule": ("id",)}
_PARENTS = {"organization_id": "organization", "parent_organization_id": "organization", "service_id": "service",
            "location_id": "location"}


def data_package(settings: Settings) -> bytes:
    """datapackage.json: a tabular data package that names the tables, their fields, keys and types."""
    package = {
        "name": "human_services_data", "title": f"{settings.site_name}服务站点", "profile": "tabular-data-package",
        "version": "3.0.0", "homepage": settings.site_url,
        "description": "Service stations in the Human Services Data Specification 3.0 (docs.openreferral.org).",
        "resources": [_resource(name) for name in TABLES],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(name: str) -> dict[str, Any]:
    path, fields = TABLES[name]
    keys = [{"fields": field, "reference": {"resource": "" if parent == name else parent, "fields": "id"}}
            for field, parent in _PARENTS.items() if field in [one for one, _, _ in fields]]
    return {"name": name, "path": path, "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {"primaryKey": "id", "fields": [_field(name, *field) for field in fields], "foreignKeys": keys}}


def _field(table: str, name: str, kind: str, form: str) -> dict[str, Any]:
    constraints: dict[str, bool] = {"required": name in _REQUIRED[table], "unique": name == "id"}
    return {"name": name, "type": kind, **({"format": form} if form else {}), "constraints": constraints}
