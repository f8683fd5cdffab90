"""The database itself refuses to change an audit event.

SQLite refuses changes; PostgreSQL refuses removals as well (on SQLite, clearing a test database
removes rows one by one, so there the model alone refuses).
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER core_auditevent_append_only BEFORE UPDATE ON core_auditevent
BEGIN SELECT RAISE(ABORT, 'audit events are append only'); END
"""
SQLITE_BACK = "DROP TRIGGER IF EXISTS core_auditevent_append_only"

POSTGRESQL = """
CREATE FUNCTION core_auditevent_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'audit events are append only'; END
$$ LANGUAGE plpgsql;
CREATE TRIGGER core_auditevent_append_only BEFORE UPDATE OR DELETE ON core_auditevent
FOR EACH ROW EXECUTE FUNCTION core_auditevent_refuse()
"""
POSTGRESQL_BACK = """
DROP TRIGGER IF EXISTS core_auditevent_append_only ON core_auditevent;
DROP FUNCTION IF EXISTS core_auditevent_refuse()
"""


def _run(editor: BaseDatabaseSchemaEditor, sqlite: str, postgresql: str) -> None:
    statement = {"sqlite": sqlite, "postgresql": postgresql}.get(editor.connection.vendor)
    if statement:
        editor.execute(statement, params=None)


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the trigger."""
    _run(schema_editor, SQLITE, POSTGRESQL)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the trigger."""
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(make, remove)]
