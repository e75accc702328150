"""How the Table API shows a record.

Source: ServiceNow API reference, "Table API", parameters sysparm_fields, sysparm_display_value and
sysparm_exclude_reference_link.
"""

from werkzeug.wrappers import Request

from reference_impl.instance.encoded_query import Record
from reference_impl.instance.tables import REFERENCES, Tables

HIDDEN = {"user_password"}
PARTS = {"false": ("link", "value"), "true": ("display_value", "link"), "all": ("display_value", "link", "value")}
"""What is shown of a field, by sysparm_display_value; only references have a link."""
LABELS = {("ecc_agent", "validated"): {"true": "Yes", "false": "No", "validating": "Validating", "rekey": "Rekeying"}}
"""The display values of fields with a choice; a reference's is the name, any other field's is the value."""


class Shown:
    """Shows records of one table as a request wants them."""

    def __init__(self, tables: Tables, table: str, request: Request) -> None:
        self._tables, self._table = tables, table
        arguments = request.args.to_dict()
        self._fields = [field for field in arguments.get("sysparm_fields", "").split(",") if field]
        self._parts = PARTS.get(arguments.get("sysparm_display_value", "").lower(), PARTS["false"])
        self._has_links = arguments.get("sysparm_exclude_reference_link", "").lower() != "true"
        self._request = request

    def link(self, table: str, sys_id: str) -> str:
        """Where a record is."""
        return f"{self._request.scheme}://{self._request.host}/api/now/table/{table}/{sys_id}"

    def __call__(self, record: Record) -> dict[str, object]:
        """The fields that are wanted, or all."""
        names = [name for name in self._fields or record if name not in HIDDEN]
        if self._table not in REFERENCES and self._parts is PARTS["false"]:
            return {name: record.get(name, "") for name in names}
        return {name: self._field(*self._tables.walk(self._table, record, name)) for name in names}

    def _field(self, table: str, record: Record, field: str) -> object:
        value = record.get(field, "")
        shown = {"display_value": LABELS.get((table, field), {}).get(value, value), "value": value}
        referred = REFERENCES.get(table, {}).get(field)
        if referred and value:
            shown["display_value"] = self._tables.value(table, record, f"{field}.name")
            if self._has_links:
                shown["link"] = self.link(referred, value)
        parts = {part: shown[part] for part in self._parts if part in shown}
        return parts if len(parts) > 1 else next(iter(parts.values()))
